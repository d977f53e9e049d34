import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { CourseError } from "../errors.ts";
import { confirm } from "../ui/prompts.ts";
import { article } from "../ui/views/lesson.ts";
import { applySolution } from "../workspace/apply-solution.ts";
import { type Command, type ExitCode, exitCodes, type Session } from "./command.ts";
import { confirmSpoiler } from "./confirm-spoiler.ts";
import { happened } from "./happened.ts";
import { tell } from "./open-exercise.ts";
import { chooseExercise } from "./where-you-are.ts";

/** The solution's page; with `--apply` the solution itself, in place of the copy. */
export const command = {
  options: [
    ["--apply", "put it in the place of your copy, which is kept"],
    ["--yes", "without asking"],
  ],
  async run(session, [name], { apply: isApplied, yes }: { apply?: boolean; yes?: boolean }) {
    const exercise = chooseExercise(session, name);
    if (isApplied) return apply(session, exercise, yes);
    if (!(await confirmSpoiler(session, exercise, yes))) return exitCodes.done;
    happened(session, exercise.slug, { type: "solution-viewed" });
    session.terminal.print(page(session, exercise));
    return exitCodes.done;
  },
} satisfies Command;

async function apply(session: Session, exercise: Exercise, yes: boolean | undefined): Promise<ExitCode> {
  const question = `Put the solution of ${exercise.title} in the place of your copy? Yours is kept.`;
  if (!(await confirm(session, question, yes))) return exitCodes.done;
  const { backup } = applySolution(session.state, exercise);
  happened(session, exercise.slug, { type: "solution-applied" });
  tell(session, `workspace/${exercise.slug}/ holds the solution now.`);
  if (backup) tell(session, "`npx workshop undo` brings yours back.");
  return exitCodes.done;
}

function page({ terminal, workingFolder }: Session, exercise: Exercise): string {
  const path = join(exercise.solution, "README.md");
  if (!existsSync(path))
    throw new CourseError(`${exercise.title} has no solution's page yet.`, "Its authors have to write it.");
  const where = `${relative(workingFolder, join(exercise.solution, exercise.focus))}`;
  const text = readFileSync(path, "utf8")
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^# .*\n/, "");
  return article(terminal.theme(), `${exercise.title}: the solution`, where, text);
}
