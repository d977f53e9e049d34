import type { Exercise } from "../course/exercise.ts";
import { copyOf } from "../grading/assemble.ts";
import { checkTypes } from "../grading/check-types.ts";
import { type Grader, openGrader } from "../grading/grader.ts";
import { gradeCopy, recordVerdict } from "../session/grade-copy.ts";
import { openExercise } from "../session/open-exercise.ts";
import type { Session } from "../session/session.ts";
import { showVerdict } from "../session/show-verdict.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { showProgress } from "../ui/live-line.ts";
import { xrayView } from "../ui/views/xray.ts";
import { type Command, type ExitCode, exitCodes } from "./command.ts";

/** Grades the copy once. */
export const command = {
  options: [
    ["--json", "for programs: the verdict and nothing else"],
    ["--xray", "also show what the objects held that the first failing test touched"],
  ],
  async run(session, [name], { json, xray }: { json?: boolean; xray?: boolean }) {
    const exercise = chooseExercise(session, name);
    const grader = openGrader(session.state);
    try {
      grader.warmUp();
      openExercise(session, exercise);
      return await testOnce(session, grader, exercise, json ? "json" : xray ? "xray" : "view");
    } finally {
      await grader.close();
    }
  },
} satisfies Command;

/** Grades an opened copy, tells and keeps the verdict, and answers the exit code for it. */
export async function testOnce(
  session: Session,
  grader: Grader,
  exercise: Exercise,
  form: "view" | "xray" | "json",
): Promise<ExitCode> {
  const { terminal, state, cancelled: signal } = session;
  const progress = showProgress(terminal, "Grading");
  const copy = copyOf(exercise, state.copy(exercise.slug));
  const [graded, types] = await Promise.all([
    gradeCopy(session, grader, exercise, { signal, onTest: progress.tell }),
    checkTypes(state, copy, signal),
  ]).finally(progress.end);
  const verdict = { ...graded.verdict, types };
  recordVerdict(session, exercise, graded);
  terminal.print(
    form === "json" ? JSON.stringify(verdict, null, 2) : showVerdict(session, exercise, verdict, "commands"),
  );
  if (form === "xray") terminal.print(xrayView(terminal.theme(), verdict));
  return verdict.state === "passed" ? exitCodes.done : exitCodes.notPassed;
}
