import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { focusAfter } from "../course/focus.ts";
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
export function focusPath({ state, terminal, workingFolder }: Session, exercise: Exercise, verdict?: Verdict): string {
  const file = join(state.copy(exercise.slug), focusAfter(exercise, verdict));
  const { address, shown } = fileTarget(file, workingFolder);
  return terminal.theme().leadTo(address, shown);
}
