import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "./exercise.ts";

/** Names of an exercise's files of tests, `1-counts.test.ts`; none where it has lost its folder `test/`. */
export function testFiles({ folder }: Pick<Exercise, "folder">): string[] {
  const tests = join(folder, "test");
  return existsSync(tests) ? readdirSync(tests).filter((name) => name.endsWith(".test.ts")) : [];
}

/** False for what lies among the tests and is never run: what authors wrote down there, and what a system or an editor left. */
export function isPartOfTests(path: string): boolean {
  return !path.endsWith(".md") && !path.split("/").some((name) => name.startsWith("."));
}
