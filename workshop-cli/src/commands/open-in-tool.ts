import { compareAnswers } from "../comparing/compare-answers.ts";
import { answerFiles } from "../course/answer.ts";
import { chooseComparer } from "../editing/editor.ts";
import { startProgram } from "../editing/start-program.ts";
import { EnvironmentError, UsageError } from "../errors.ts";
import type { Session } from "../session/session.ts";
import { type Comparing, filesOf } from "../session/show-difference.ts";
import { tell } from "../session/tell.ts";
import { type ExitCode, exitCodes } from "./command.ts";

/** Opens each file that differs, beside the other answer's, in a program that compares; `null` chooses one. */
export async function openInTool(
  session: Session,
  { exercise, other }: Comparing,
  tool: string | null,
): Promise<ExitCode> {
  const mine = answerFiles(session.state.copy(exercise.slug));
  const theirs = filesOf(exercise, other);
  const differing = compareAnswers(mine, theirs).filter(({ state }) => state === "changed");
  if (differing.length === 0) tell(session, "No difference to show.");
  for (const { path } of differing) {
    const comparer = chooseComparer(session.env, tool, [mine.get(path) as string, theirs.get(path) as string]);
    if (comparer === null) {
      throw new UsageError(
        "Neither $VISUAL nor $EDITOR names a program that compares, and there is no VS Code.",
        "Name one: `npx workshop diff --tool vimdiff`.",
      );
    }
    const problem = await startProgram({ ...comparer, takesTerminal: comparer.takesTerminal || tool !== null });
    if (problem) {
      throw new EnvironmentError(
        `${comparer.program} can't be started: ${problem}.`,
        "Give the name of a program in your PATH.",
      );
    }
  }
  return exitCodes.done;
}
