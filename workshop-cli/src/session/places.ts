import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { focusAfter, focusFiles } from "../course/focus.ts";
import type { Verdict } from "../grading/verdict.ts";
import { fileTarget, type ShowPlace } from "../ui/targets.ts";
import type { Session } from "./session.ts";

/** Shows places in files, which verdicts name from the course's root, as paths from where the learner is. */
export function showPlaces({ state, terminal, workingFolder }: Session): ShowPlace {
  return (file, line = null) => {
    const { address, shown } = fileTarget(join(state.root, file), workingFolder, line);
    return terminal.theme().leadTo(address, shown);
  };
}

/** The file to edit, as a path from where the learner is. With a verdict, what to edit next. */
export function focusPath(session: Session, exercise: Exercise, verdict?: Verdict): string {
  return pathInCopy(session, exercise, focusAfter(exercise, verdict));
}

/** Every file to edit, the first task's first, as paths from where the learner is. */
export function focusPaths(session: Session, exercise: Exercise): string[] {
  return focusFiles(exercise).map((file) => pathInCopy(session, exercise, file));
}

function pathInCopy({ state, terminal, workingFolder }: Session, exercise: Exercise, file: string): string {
  const { address, shown } = fileTarget(join(state.copy(exercise.slug), file), workingFolder);
  return terminal.theme().leadTo(address, shown);
}
