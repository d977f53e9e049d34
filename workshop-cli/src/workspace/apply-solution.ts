import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { CourseError } from "../errors.ts";
import type { State } from "../state.ts";
import type { Backup } from "./backup.ts";
import { copyFile, copyFiles, listFiles } from "./files.ts";
import { withLock } from "./lock.ts";
import { adoptOlderName } from "./older-name.ts";
import { replaceCopy } from "./replace.ts";
import { layStarter } from "./starter.ts";

/** Replaces the copy by the solution. The backup is `null` where there was no copy. */
export function applySolution(state: State, exercise: Exercise): { copy: string; backup: Backup | null } {
  const files = solutionFiles(exercise);
  if (files.length === 0) {
    throw new CourseError(
      `There is no solution in ${exercise.solution}.`,
      "Bring it back, for example with `git checkout`.",
    );
  }
  const copy = state.copy(exercise.slug);
  return withLock(state, `apply the solution to your copy ${copy}`, () => {
    adoptOlderName(state, exercise);
    const backup = replaceCopy(state, exercise.slug, "solution-applied", (copy, base) => {
      layStarter(exercise, base);
      copyFiles(base, copy);
      for (const path of files) copyFile(join(exercise.solution, path), join(copy, path));
    });
    return { copy, backup };
  });
}

/** The files of a solution that lie over those of the exercise. */
export function solutionFiles(exercise: Exercise): string[] {
  return listFiles(exercise.solution).filter(
    (path) => !["README.md", "mistakes-fail.md"].includes(path) && !/^(mistakes|alternatives)\//.test(path),
  );
}
