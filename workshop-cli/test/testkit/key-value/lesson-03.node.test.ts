import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";

let worker: PlainWorker;

describe("exercise 03 is right that, on workerd,", () => {
  beforeAll(async () => {
    worker = await startWorker({ folder: import.meta.dirname });
  }, 30_000);
  afterAll(() => worker?.dispose());

  it("nobody comes between deleteAll() and the table that is made after it", async () => {
    const { DRAWER } = worker.env as Env;
    for (let round = 0; round < 5; round++) {
      const drawer = DRAWER.getByName(`round ${round}`);
      const calls = Array.from({ length: 40 }, (_, n) => (n % 8 === 4 ? drawer.wipe() : drawer.note()));
      const failed = (await Promise.allSettled(calls)).filter(({ status }) => status === "rejected");
      expect(failed, "calls that failed, of 35 notes among five wipes").toEqual([]);
    }
  }, 30_000);
});
