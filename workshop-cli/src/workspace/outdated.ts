import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import { starterChanges } from "./edits.ts";
import { isFolder, listFiles } from "./files.ts";
import { committed } from "./git.ts";
import { contentOf, sameContent } from "./hash.ts";

/** A file of the starter that changed since the copy was made. */
export type OutdatedFile = {
  path: string;
  state: "changed" | "added" | "removed";
  /** What the learner did with it: nothing, an edit, or the very same as the course. */
  mine: "untouched" | "edited" | "same";
};

/** A file three ways; `null` where there is none. */
export type ThreeWays = { base: string | null; newer: string | null; mine: string | null };

/** Files of the starter that are newer than what the copy was made from; none where that isn't known. */
export function outdatedFiles(state: State, exercise: Exercise): OutdatedFile[] {
  if (!isFolder(state.base(exercise.slug))) return [];
  const paths = new Set([...listFiles(state.base(exercise.slug)), ...listFiles(exercise.folder)]);
  const differing = [...paths].sort().filter((path) => {
    const { base, there } = read(state, exercise, path);
    return !sameContent(base, there);
  });
  if (differing.length === 0) return [];
  const published = publishedFiles(exercise);
  return differing.flatMap((path) => {
    const { base, there, mine } = read(state, exercise, path);
    const newer = published(path, there);
    if (sameContent(base, newer)) return [];
    const mineIs = sameContent(mine, newer) ? "same" : sameContent(mine, base) ? "untouched" : "edited";
    return [{ path, state: base === null ? "added" : newer === null ? "removed" : "changed", mine: mineIs }];
  });
}

/** The three texts of a file: the starter then, the starter now, and the learner's. */
export function threeWays(state: State, exercise: Exercise, path: string): ThreeWays {
  const { base, there, mine } = read(state, exercise, path);
  const newer = publishedFiles(exercise)(path, there);
  return { base: text(base), newer: text(newer), mine: text(mine) };
}

function read(state: State, exercise: Exercise, path: string) {
  return {
    base: contentOf(join(state.base(exercise.slug), path)),
    there: contentOf(join(exercise.folder, path)),
    mine: contentOf(join(state.copy(exercise.slug), path)),
  };
}

// What a learner edited in `exercises/` isn't a newer starter.
function publishedFiles(exercise: Exercise): (path: string, there: Buffer | null) => Buffer | null {
  const changes = new Map(starterChanges(exercise).map((change) => [change.path, change.state]));
  return (path, there) => {
    const change = changes.get(path);
    if (change === undefined) return there;
    return change === "added" ? null : committed(exercise.folder, path);
  };
}

function text(content: Buffer | null): string | null {
  return content?.toString("utf8").replaceAll("\r\n", "\n") ?? null;
}
