import { basename, join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import { listBackups } from "./backup.ts";
import { editedFiles, noteTaken, starterChanges } from "./edits.ts";
import { copyFile, copyFiles, isFolder, isThere, listFiles } from "./files.ts";
import { withLock } from "./lock.ts";
import { adoptOlderName } from "./older-name.ts";
import { finishReplacing, isBeingReplaced, replaceCopy } from "./replace.ts";
import { layEdits, layStarter } from "./starter.ts";

/** The learner's copy of an exercise: where it is, whether it was there, and sentences about what was done to it. */
export type OpenedCopy = { copy: string; state: "made" | "resumed"; notices: string[] };

/**
 * Resumes the learner's copy, or makes it; edits in `exercises/` come along into a new one.
 * A copy under an older name of the exercise is moved, an incomplete one completed, an interrupted command finished.
 */
export function openCopy(state: State, exercise: Exercise): OpenedCopy {
  const copy = state.copy(exercise.slug);
  if (isComplete(state, exercise)) return { copy, state: "resumed", notices: [] };
  return withLock(state, `make your copy ${copy}`, () => {
    const notices = [...finishInterrupted(state, exercise), ...adopt(state, exercise)];
    if (isComplete(state, exercise)) return { copy, state: "resumed", notices };
    if (listFiles(copy).length > 0)
      return { copy, state: "resumed", notices: [...notices, ...complete(state, exercise)] };
    return { copy, state: "made", notices: [...notices, ...make(state, exercise)] };
  });
}

/** How a copy is called on screen: `workspace/counter`. */
export function copyLabel(slug: string): string {
  return `workspace/${slug}`;
}

function isComplete(state: State, exercise: Exercise): boolean {
  const copy = state.copy(exercise.slug);
  const needed = ["wrangler.jsonc", exercise.focus].every((path) => isThere(join(copy, path)));
  return needed && !isBeingReplaced(state, exercise.slug);
}

function finishInterrupted(state: State, { slug }: Exercise): string[] {
  const finished = finishReplacing(state, slug);
  if (!finished?.backup) return [];
  const what = `A command that was replacing ${copyLabel(slug)} was cut off; it is finished now.`;
  return [`${what} \`npx workshop undo\` brings back what was there.`];
}

function adopt(state: State, exercise: Exercise): string[] {
  const older = adoptOlderName(state, exercise);
  if (older === null) return [];
  return [`${older} is called ${exercise.slug} now: your copy moved to ${copyLabel(exercise.slug)}.`];
}

// What is missing comes back; what is there is the learner's and stays.
function complete(state: State, exercise: Exercise): string[] {
  const copy = state.copy(exercise.slug);
  const there = new Set(listFiles(copy));
  const missing = listFiles(exercise.folder).filter((path) => !there.has(path));
  for (const path of missing) copyFile(join(exercise.folder, path), join(copy, path));
  if (missing.length === 0) return [];
  return [`${copyLabel(exercise.slug)} was incomplete: ${missing.join(", ")} came back from the exercise.`];
}

function make(state: State, exercise: Exercise): string[] {
  const { slug } = exercise;
  const before = isFolder(state.base(slug)) || listBackups(state).some((backup) => backup.exercise === slug);
  const changes = starterChanges(exercise);
  const edited = editedFiles(changes);
  if (edited.length > 0) noteTaken(state, exercise, edited);
  replaceCopy(state, slug, "reset", (copy, base) => {
    layStarter(exercise, base, changes);
    copyFiles(base, copy);
    layEdits(exercise, edited, copy);
  });
  const notices: string[] = [];
  if (before) notices.push(`${copyLabel(slug)} was gone: it is made again from the starter.`);
  if (edited.length > 0) {
    const from = `exercises/${basename(exercise.folder)}`;
    notices.push(`Your edits of ${edited.join(", ")} in ${from} came along. From now on work in ${copyLabel(slug)}.`);
  }
  return notices;
}
