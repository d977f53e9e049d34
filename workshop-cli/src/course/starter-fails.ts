import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "./exercise.ts";

/** Where is written down what the starter fails with. */
export function starterFailsPath({ folder }: Pick<Exercise, "folder">): string {
  return join(folder, "test", "starter-fails.md");
}

/** The names of the tests that fail in the starter, by task. */
export function readStarterFails(exercise: Pick<Exercise, "folder">): Map<number, Set<string>> {
  const path = starterFailsPath(exercise);
  const byTask = new Map<number, Set<string>>();
  let current = 0;
  for (const line of existsSync(path) ? readFileSync(path, "utf8").split(/\r?\n/) : []) {
    const task = /^## (\d+)\. /.exec(line)?.[1];
    if (task !== undefined) current = Number(task);
    if (line.startsWith("- ")) byTask.set(current, new Set([...(byTask.get(current) ?? []), line.slice(2)]));
  }
  return byTask;
}
