import { join } from "node:path";
import type { Course } from "../course/exercise.ts";
import { UsageError } from "../errors.ts";
import type { State } from "../state.ts";
import { type Backup, listBackups } from "./backup.ts";
import { copyFiles, isFolder, move, remove } from "./files.ts";
import { withLock } from "./lock.ts";
import { adoptOlderName, namesNow } from "./older-name.ts";
import { replaceCopy } from "./replace.ts";

/** What was brought back, and whether the copy in its place was put away in turn. */
export type Undone = { exercise: string; copy: string; broughtBack: Backup; backup: Backup | null };

/** Brings back the copy that was put away `n`th last, of whatever exercise. The one in its place is put away in turn. */
export function undo(state: State, course: Course, n = 1): Undone {
  return withLock(state, "bring your copy back", () => {
    const broughtBack = pick(listBackups(state), n);
    const names = namesNow(course, broughtBack.exercise);
    adoptOlderName(state, names);
    const exercise = names.slug;
    const backup = replaceCopy(state, exercise, "undone", (copy, base) => {
      copyFiles(join(broughtBack.folder, "copy"), copy);
      if (isFolder(join(broughtBack.folder, "base"))) copyFiles(join(broughtBack.folder, "base"), base);
    });
    const gone = join(state.backups, ".gone");
    remove(gone);
    move(broughtBack.folder, gone);
    remove(gone);
    return { exercise, copy: state.copy(exercise), broughtBack, backup };
  });
}

function pick(backups: Backup[], n: number): Backup {
  const found = Number.isInteger(n) && n > 0 ? backups[n - 1] : undefined;
  if (found) return found;
  if (backups.length === 0) throw new UsageError("There is nothing to undo: no copy was replaced yet.", "Go on.");
  throw new UsageError(
    `There is no copy ${n} steps back; the oldest is ${backups.length}.`,
    "`npx workshop undo 1` takes the last.",
  );
}
