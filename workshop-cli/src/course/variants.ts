import { existsSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Exercise } from "./exercise.ts";
import { isNobodys } from "./nobodys.ts";

/** Answers beside the solution: other right ones, and wrong ones. */
export type VariantKind = "alternatives" | "mistakes";

/** The names of an exercise's other answers, in order. */
export function variantNames(exercise: Exercise, kind: VariantKind): string[] {
  const folder = join(exercise.solution, kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => !entry.startsWith(".") && !isNobodys(entry))
    .map((entry) => basename(entry, extname(exercise.focus)))
    .sort();
}

/** Where one lies: a file that takes the place of the focus, or a folder with all that differs. */
export function variantPath(exercise: Exercise, kind: VariantKind, name: string): string {
  const file = join(exercise.solution, kind, `${name}${extname(exercise.focus)}`);
  return existsSync(file) ? file : join(exercise.solution, kind, name);
}
