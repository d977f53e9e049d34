import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import { starterChanges } from "./edits.ts";
import { copyFile, copyFiles, isFolder, remove } from "./files.ts";
import { committed } from "./git.ts";

/** Lays out the starter as it was published, without the `changes` that git knows in `exercises/`. */
export function layStarter(exercise: Exercise, folder: string, changes = starterChanges(exercise)): void {
  copyFiles(exercise.folder, folder);
  for (const { path, state } of changes) {
    const original = state === "added" ? null : committed(exercise.folder, path);
    if (state === "added") remove(join(folder, path));
    if (original === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), original);
  }
}

/** Lays edits from `exercises/` over a folder. */
export function layEdits(exercise: Exercise, files: string[], folder: string): void {
  for (const path of files) copyFile(join(exercise.folder, path), join(folder, path));
}

/** The folder of the starter that a learner's copy was made from; the exercise itself where that isn't known. */
export function starterInUse(state: State, exercise: Exercise): string {
  const base = state.base(exercise.slug);
  return isFolder(base) ? base : exercise.folder;
}
