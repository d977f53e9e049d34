import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { readMistakes } from "../course/mistakes.ts";
import { readSolutionPage } from "../course/solution-page.ts";
import { fileTarget, targetsOf } from "../ui/targets.ts";
import { article } from "../ui/views/lesson.ts";
import { mistakesView } from "../ui/views/mistakes.ts";
import { happened } from "./happened.ts";
import type { Session } from "./session.ts";

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
