import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "./exercise.ts";

/** Names of an exercise's files of tests, `1-counts.test.ts`; none where it has lost its folder `test/`. */
export function testFiles({ folder }: Pick<Exercise, "folder">): string[] {
  const tests = join(folder, "test");
  return existsSync(tests) ? readdirSync(tests).filter((name) => name.endsWith(".test.ts")) : [];
}
