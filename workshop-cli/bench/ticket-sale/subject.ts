import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { findExercise } from "../../src/course/find.ts";
import { loadCourse } from "../../src/course/load.ts";
import { UsageError } from "../../src/errors.ts";
import { assembleAlternatives, assembleMistakes, assembleSolution } from "../../src/grading/assemble.ts";
import type { Subject } from "../../src/grading/subject.ts";
import { openState } from "../../src/state.ts";

/** What is to sell: where it lies, and what it is called. */
export type Seller = { folder: string; label: string };

/**
 * Finds what is to sell tickets: by default your copy of the exercise, or the solution where there is none; else
 * "solution", the name of an alternative or a mistake, or a folder with a wrangler.jsonc.
 */
export function findSeller(root: string, name: string | undefined): Seller {
  const state = openState(root);
  const exercise = findExercise(loadCourse(root), "ticket-sale");
  const copy = state.copy(exercise.slug);
  if (name === undefined && existsSync(join(copy, "wrangler.jsonc"))) return { folder: copy, label: "your copy" };
  if (name === undefined || name === "solution") return sellerOf(assembleSolution(state, exercise));
  const folder = resolve(name);
  if (existsSync(join(folder, "wrangler.jsonc"))) return { folder, label: name };
  const others = [...assembleAlternatives(state, exercise), ...assembleMistakes(state, exercise)];
  const found = others.find((subject) => subject.name === name);
  if (found !== undefined) return sellerOf(found);
  throw new UsageError(
    `There is nothing called "${name}" that sells tickets.`,
    `Give a folder with a wrangler.jsonc, or one of: solution, ${others.map((subject) => subject.name).join(", ")}.`,
  );
}

function sellerOf({ kind, name, folder }: Subject): Seller {
  return { folder, label: name === null ? `the ${kind}` : `the ${kind} ${name}` };
}
