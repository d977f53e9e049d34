import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { answerFolders } from "../course/answer.ts";
import type { Exercise } from "../course/exercise.ts";
import { isNobodys } from "../course/nobodys.ts";
import { type VariantKind, variantNames, variantPath } from "../course/variants.ts";
import type { State } from "../state.ts";
import type { Subject } from "./subject.ts";

/** The exercise as it is delivered. */
export function starterOf(exercise: Exercise): Subject {
  return { kind: "starter", name: null, exercise, folder: exercise.folder };
}

/** The learner's copy. */
export function copyOf(exercise: Exercise, folder: string): Subject {
  return { kind: "copy", name: null, exercise, folder };
}

/** The exercise with the solution's files in place of its own. */
export function assembleSolution(state: State, exercise: Exercise): Subject {
  return { kind: "solution", name: null, exercise, folder: assemble(state, exercise, "solution", []) };
}

/** Every mistake of an exercise: the solution with one plausible wrong answer in place of the focus. */
export function assembleMistakes(state: State, exercise: Exercise): Subject[] {
  return variants(state, exercise, "mistake", "mistakes");
}

/** Every alternative of an exercise: another right answer in place of the focus. */
export function assembleAlternatives(state: State, exercise: Exercise): Subject[] {
  return variants(state, exercise, "alternative", "alternatives");
}

function variants(state: State, exercise: Exercise, kind: "mistake" | "alternative", kinds: VariantKind): Subject[] {
  return variantNames(exercise, kinds).map((name) => {
    const folder = assemble(state, exercise, `${kind}-${name}`, [variantPath(exercise, kinds, name)]);
    return { kind, name, exercise, folder };
  });
}

/** The solution with some files' texts replaced: what the proof needs to try it with tasks undone, as in the starter. */
export function assembleUndone(state: State, exercise: Exercise, tasks: number[], files: Map<string, string>): Subject {
  const name = tasks.join("+");
  const folder = assemble(state, exercise, `undone-${name}`, []);
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
  return { kind: "undone", name, exercise, folder };
}

/**
 * The same subject in another folder, whose contents it replaces. What is kept for a folder from run to run, such as
 * a session of Vitest, then serves every subject that is laid there.
 */
export function moveTo(state: State, subject: Subject, folder: string): Subject {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(subject.folder, folder, { recursive: true, filter: isSource });
  writeFileSync(join(folder, "tsconfig.json"), tsconfig(state, folder));
  return { ...subject, folder };
}

/** Lays files over one another in `<slug>/<name>` of the folder for subjects: exercise, solution, variant. */
function assemble(state: State, exercise: Exercise, name: string, layers: string[]): string {
  const folder = join(state.subjects, exercise.slug, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(exercise.folder, folder, { recursive: true, filter: isSource });
  for (const entry of [...answerFolders, "wrangler.jsonc", "env.d.ts", "public"])
    layOver(join(exercise.solution, entry), join(folder, entry));
  // It lies deeper than an exercise, so what it extends lies further up.
  writeFileSync(join(folder, "tsconfig.json"), tsconfig(state, folder));
  for (const layer of layers) {
    if (statSync(layer).isDirectory()) layOver(layer, folder);
    else layOver(layer, join(folder, exercise.focus));
  }
  return folder;
}

function tsconfig(state: State, folder: string): string {
  const base = relative(folder, join(state.root, "tsconfig.json")).replaceAll("\\", "/");
  return JSON.stringify({ extends: base, include: ["src", "test", "env.d.ts"] });
}

function layOver(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, filter: isSource });
}

function isSource(path: string): boolean {
  return !isNobodys(basename(path));
}
