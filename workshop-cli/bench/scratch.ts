import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** The repository. */
export const repository = resolve(import.meta.dirname, "..", "..");
/** The program as learners run it. */
export const workshop = join(repository, "workshop-cli", "bin", "workshop.mjs");
/** Vitest as one would run it by hand. */
export const vitest = join(repository, "node_modules", "vitest", "vitest.mjs");

/** A course of its own to measure in, so that nobody's progress is touched; inside the repository, for its modules. */
export function makeScratch(): { root: string; env: NodeJS.ProcessEnv; remove(): void } {
  const parent = join(repository, ".workshop", "bench");
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, "course-"));
  for (const name of ["exercises", "solutions", "tsconfig.json", "runtime.d.ts"]) {
    cpSync(join(repository, name), join(root, name), {
      recursive: true,
      filter: (path) => !["node_modules", ".wrangler"].includes(basename(path)),
    });
  }
  return { root, env: { WORKSHOP_ROOT: root }, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Puts an exercise's solution into a copy of it, as a learner would have it in the end. */
export function makeSolvedCopy(root: string, folder: string): string {
  const slug = folder.replace(/^\d+-/, "");
  const copy = join(root, "workspace", slug);
  cpSync(join(root, "exercises", folder), copy, { recursive: true });
  cpSync(join(root, "solutions", folder, "src"), join(copy, "src"), { recursive: true });
  return copy;
}

/** Adds exercises that differ from the first only in name and number. */
export function multiplyExercises(root: string, from: string, count: number): void {
  const readme = readFileSync(join(root, "exercises", from, "README.md"), "utf8");
  for (let number = 100; number < 100 + count; number++) {
    const folder = join(root, "exercises", `${number}-generated-${number}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "README.md"), readme);
  }
}
