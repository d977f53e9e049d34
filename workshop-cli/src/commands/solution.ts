import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { readMistakes } from "../course/mistakes.ts";
import { readSolutionPage } from "../course/solution-page.ts";
import { printFromTop } from "../ui/pager.ts";
import { confirm } from "../ui/prompts.ts";
import { fileTarget, targetsOf } from "../ui/targets.ts";
import { article } from "../ui/views/lesson.ts";
import { mistakesView } from "../ui/views/mistakes.ts";
import { applySolution } from "../workspace/apply-solution.ts";
import { type Command, type ExitCode, exitCodes, type Session } from "./command.ts";
import { confirmSpoiler } from "./confirm-spoiler.ts";
import { happened } from "./happened.ts";
import { tell } from "./open-exercise.ts";
import { chooseExercise } from "./where-you-are.ts";

type Options = { mistakes?: boolean; apply?: boolean; yes?: boolean };

/** The solution's page, or what people get wrong; with `--apply` the solution itself, in place of the copy. */
export const command = {
  options: [
    ["--mistakes", "what people get wrong here, and what it costs"],
    ["--apply", "put it in the place of your copy, which is kept"],
    ["--yes", "without asking"],
  ],
  async run(session, [name], { mistakes, apply: isApplied, yes }: Options) {
    const exercise = chooseExercise(session, name);
    if (isApplied) return apply(session, exercise, yes);
    if (!(await confirmSpoiler(session, exercise, yes))) return exitCodes.done;
    const text = mistakes ? showMistakes(session, exercise) : showSolution(session, exercise);
    await printFromTop(session.terminal, session.env, text);
    return exitCodes.done;
  },
} satisfies Command;

/** The page of a solution; that it was seen is kept in the log. */
export function showSolution(session: Session, exercise: Exercise): string {
  const { terminal, workingFolder } = session;
  const theme = terminal.theme();
  const { text } = readSolutionPage(exercise);
  happened(session, exercise.slug, { type: "solution-viewed" });
  const { address, shown } = fileTarget(join(exercise.solution, exercise.focus), workingFolder);
  return article(theme, {
    title: `${exercise.title}: the solution`,
    right: theme.leadTo(address, shown),
    text,
    resolve: targetsOf(exercise.solution, workingFolder),
  });
}

/** The mistakes of an exercise; they give much of the solution away. */
export function showMistakes(session: Session, exercise: Exercise): string {
  happened(session, exercise.slug, { type: "solution-viewed" });
  const mistakes = readMistakes(exercise).map((mistake) => ({
    ...mistake,
    file: fileTarget(mistake.file, session.workingFolder),
  }));
  return mistakesView(session.terminal.theme(), exercise, mistakes);
}

async function apply(session: Session, exercise: Exercise, yes: boolean | undefined): Promise<ExitCode> {
  const question = `Put the solution of ${exercise.title} in the place of your copy? Yours is kept.`;
  if (!(await confirm(session, question, yes))) return exitCodes.done;
  const { backup } = applySolution(session.state, exercise);
  happened(session, exercise.slug, { type: "solution-applied" });
  tell(session, `workspace/${exercise.slug}/ holds the solution now.`);
  if (backup) tell(session, "`npx workshop undo` brings yours back.");
  return exitCodes.done;
}
