import type { Exercise } from "../course/exercise.ts";
import { copyOf } from "../grading/assemble.ts";
import { checkTypes } from "../grading/check-types.ts";
import { type Grader, openGrader } from "../grading/grader.ts";
import { findTask } from "../session/find-task.ts";
import { gradeCopy, tryToRecord } from "../session/grade-copy.ts";
import { openExercise } from "../session/open-exercise.ts";
import type { Session } from "../session/session.ts";
import { showVerdict } from "../session/show-verdict.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { showProgress } from "../ui/live-line.ts";
import { xrayView } from "../ui/views/xray.ts";
import { type Command, type ExitCode, exitCodes } from "./command.ts";
import { taskNumber } from "./task-number.ts";

/** Grades the copy once. */
export const command = {
  options: [
    ["--task <number>", "explain what fails of this task, not of the first"],
    ["--json", "for programs: the verdict and nothing else"],
    ["--xray", "also show what the objects held that this test touched"],
  ],
  async run(session, [name], { json, xray, task }: { json?: boolean; xray?: boolean; task?: string }) {
    const exercise = chooseExercise(session, name);
    const number = taskNumber(task, "test");
    if (number !== undefined) findTask(exercise, number);
    const grader = openGrader(session.state);
    try {
      grader.warmUp();
      openExercise(session, exercise);
      return await testOnce(session, grader, exercise, { form: json ? "json" : xray ? "xray" : "view", task: number });
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
  { form, task }: { form: "view" | "xray" | "json"; task?: number | undefined },
): Promise<ExitCode> {
  const { terminal, state, cancelled: signal } = session;
  const progress = showProgress(terminal, "Grading");
  const copy = copyOf(exercise, state.copy(exercise.slug));
  const [graded, types] = await Promise.all([
    gradeCopy(session, grader, exercise, { signal, onTest: progress.tell }),
    checkTypes(state, copy, signal),
  ]).finally(progress.end);
  const verdict = { ...graded.verdict, types };
  const unsaved = tryToRecord(session, exercise, graded);
  if (form === "json") terminal.printJson(verdict);
  else terminal.print(showVerdict(session, exercise, verdict, { by: "commands", task, hasXray: form === "xray" }));
  if (form === "xray") terminal.print(xrayView(terminal.theme(), verdict, task));
  if (unsaved) throw unsaved;
  return verdict.state === "passed" ? exitCodes.done : exitCodes.notPassed;
}
