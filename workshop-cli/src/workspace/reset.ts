import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import type { Backup } from "./backup.ts";
import { copyFiles } from "./files.ts";
import { withLock } from "./lock.ts";
import { adoptOlderName } from "./older-name.ts";
import { replaceCopy } from "./replace.ts";
import { layStarter } from "./starter.ts";

/** Replaces the copy by the starter as it was published. The backup is `null` where there was no copy. */
export function resetCopy(state: State, exercise: Exercise): { copy: string; backup: Backup | null } {
  const copy = state.copy(exercise.slug);
  return withLock(state, `reset your copy ${copy}`, () => {
    adoptOlderName(state, exercise);
    const backup = replaceCopy(state, exercise.slug, "reset", (copy, base) => {
      layStarter(exercise, base);
      copyFiles(base, copy);
    });
    return { copy, backup };
  });
}
