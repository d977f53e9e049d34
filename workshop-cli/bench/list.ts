import { type Pair, timeProgram } from "./measure.ts";
import { makeScratch, multiplyExercises, workshop } from "./scratch.ts";

/** Listing the course against starting Node and doing nothing. */
export const list: Pair = {
  name: "list",
  title: "workshop list : node -e 0",
  limit: 4,
  async open() {
    const { root, env, remove } = makeScratch();
    return {
      ours: () => timeProgram([workshop, "list"], { cwd: root, env }),
      theirs: () => timeProgram(["-e", "0"], { cwd: root }),
      close: async () => remove(),
    };
  },
};

/** Listing a thousand exercises against listing today's. */
export const growth: Pair = {
  name: "growth",
  title: "workshop list with 1,000 more exercises : today's",
  limit: 1.5,
  async open() {
    const [grown, today] = [makeScratch(), makeScratch()];
    multiplyExercises(grown.root, "01-counter", 1000);
    return {
      ours: () => timeProgram([workshop, "list"], { cwd: grown.root, env: grown.env }),
      theirs: () => timeProgram([workshop, "list"], { cwd: today.root, env: today.env }),
      async close() {
        grown.remove();
        today.remove();
      },
    };
  },
};
