import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { answerFolders } from "../course/answer.ts";
import type { Exercise } from "../course/exercise.ts";
import { isPartOfTests } from "../course/test-files.ts";
import type { State } from "../state.ts";
import { type Change, changesSinceCommit } from "./git.ts";
import { contentHash, contentOf, sameContent } from "./hash.ts";

/** Edits in `exercises/` that the learner's copy doesn't have, and the command that brings them over. */
export type Edits = { files: string[]; command: string; sentence: string };

/**
 * Looks whether somebody worked in `exercises/` instead of the copy: files of the starter that differ from git's last
 * commit, weren't taken along yet and aren't in the copy. `null` if there are none, or where there is no git.
 */
export function noticeEdits(state: State, exercise: Exercise): Edits | null {
  const taken = readTaken(state, exercise.slug);
  const files = editedFiles(starterChanges(exercise)).filter((path) => {
    const content = contentOf(join(exercise.folder, path));
    if (content === null || taken[path] === contentHash(content)) return false;
    return !sameContent(content, contentOf(join(state.copy(exercise.slug), path)));
  });
  if (files.length === 0) return null;
  const command = `npx workshop start ${exercise.slug} --take-edits`;
  const named = files.map((path) => `exercises/${basename(exercise.folder)}/${path}`).join(", ");
  const sentence = `${named} was edited, but your copy in workspace/${exercise.slug} is graded: \`${command}\` brings it over.`;
  return { files, command, sentence };
}

/** False if the tests that grade the exercise differ from git's last commit; true where there is no git. */
export function testsAreOfficial(exercise: Exercise): boolean {
  return !(changesSinceCommit(exercise.folder, ["test"]) ?? []).some(({ path }) => isPartOfTests(path));
}

/** The files among the changes that hold somebody's work: what was deleted holds none. */
export function editedFiles(changes: Change[]): string[] {
  return changes.filter(({ state }) => state !== "deleted").map(({ path }) => path);
}

/** What differs in `exercises/` from the starter as it was published: only what a learner would edit. */
export function starterChanges(exercise: Exercise): Change[] {
  return changesSinceCommit(exercise.folder, [...answerFolders, "public", "wrangler.jsonc"]) ?? [];
}

/** Notes which edits a copy has taken along, so that they aren't named again. */
export function noteTaken(state: State, exercise: Exercise, files: string[]): void {
  const taken = { ...readTaken(state, exercise.slug) };
  for (const path of files) {
    const content = contentOf(join(exercise.folder, path));
    if (content) taken[path] = contentHash(content);
  }
  const note = noteOfTaken(state, exercise.slug);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, `${JSON.stringify(taken)}\n`);
}

function readTaken(state: State, slug: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(noteOfTaken(state, slug), "utf8"));
  } catch {
    return {}; // nothing was taken, or the note is damaged: then an edit is named once too often
  }
}

function noteOfTaken(state: State, slug: string): string {
  return join(state.folder, "taken", `${slug}.json`);
}
