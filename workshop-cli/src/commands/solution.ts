import type { Exercise } from "../course/exercise.ts";
import { confirmSpoiler } from "../session/confirm-spoiler.ts";
import { happened } from "../session/happened.ts";
import type { Session } from "../session/session.ts";
import { showMistakes, showSolution } from "../session/show-solution.ts";
import { tell } from "../session/tell.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { printFromTop } from "../ui/pager.ts";
import { confirm } from "../ui/prompts.ts";
import { applySolution } from "../workspace/apply-solution.ts";
import { type Command, type ExitCode, exitCodes } from "./command.ts";

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

async function apply(session: Session, exercise: Exercise, yes: boolean | undefined): Promise<ExitCode> {
  const question = `Put the solution of ${exercise.title} in the place of your copy? Yours is kept.`;
  if (!(await confirm(session, question, yes))) return exitCodes.done;
  const { backup } = applySolution(session.state, exercise);
  happened(session, exercise.slug, { type: "solution-applied" });
  tell(session, `workspace/${exercise.slug}/ holds the solution now.`);
  if (backup) tell(session, "`npx workshop undo` brings yours back.");
  return exitCodes.done;
}
