import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import type { Backup } from "./backup.ts";
import { noteTaken, noticeEdits } from "./edits.ts";
import { copyFiles, isFolder } from "./files.ts";
import { withLock } from "./lock.ts";
import { replaceCopy } from "./replace.ts";
import { layEdits } from "./starter.ts";

/** Brings edits in `exercises/` over into an existing copy, which is put away first. */
export function takeEdits(state: State, exercise: Exercise): { files: string[]; backup: Backup | null } {
  const { slug } = exercise;
  return withLock(state, `bring edits into your copy ${state.copy(slug)}`, () => {
    const files = noticeEdits(state, exercise)?.files ?? [];
    if (files.length === 0) return { files, backup: null };
    const backup = replaceCopy(state, slug, "edits-taken", (copy, base) => {
      if (isFolder(state.base(slug))) copyFiles(state.base(slug), base);
      copyFiles(state.copy(slug), copy);
      layEdits(exercise, files, copy);
    });
    noteTaken(state, exercise, files);
    return { files, backup };
  });
}
