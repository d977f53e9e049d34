import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Pair, timeProgram } from "./measure.ts";
import { makeScratch, makeSolvedCopy, vitest } from "./scratch.ts";

/** Grading every solution in one go against one `vitest run` for each. */
export const all: Pair = {
  name: "all",
  title: "all solutions in one go : one vitest run each",
  limit: 0.5,
  async open() {
    const { root, env, remove } = makeScratch();
    const folders = readdirSync(join(root, "exercises")).filter((name) => /^\d/.test(name));
    const copies = folders.map((folder) => makeSolvedCopy(root, folder));
    return {
      ours: () => timeProgram([join(import.meta.dirname, "grade-solutions.ts")], { cwd: root, env }),
      async theirs() {
        let sum = 0;
        // 1: a solution may leave the stretch to an alternative.
        for (const copy of copies) sum += await timeProgram([vitest, "run"], { cwd: copy, codes: [0, 1] });
        return sum;
      },
      close: async () => remove(),
    };
  },
};
