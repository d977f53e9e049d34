import { type Pair, timeProgram } from "./measure.ts";
import { makeScratch, makeSolvedCopy, vitest, workshop } from "./scratch.ts";

/** Grading once, from nothing, against plain Vitest on the same project. */
export const cold: Pair = {
  name: "cold",
  title: "workshop test 01 : vitest run",
  limit: 1.15,
  async open() {
    const { root, env, remove } = makeScratch();
    const copy = makeSolvedCopy(root, "01-counter");
    return {
      ours: () => timeProgram([workshop, "test", "01"], { cwd: root, env }),
      theirs: () => timeProgram([vitest, "run"], { cwd: copy }),
      close: async () => remove(),
    };
  },
};
