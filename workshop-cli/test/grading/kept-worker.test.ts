import { expect, it } from "vitest";
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from "vitest/node";
import { keptWorker } from "../../src/grading/vitest/kept-worker.ts";

it("replaces a worker where tests may take longer than it knows, and keeps one that knows a longer limit", () => {
  const { plugin } = keptWorker();
  let made = 0;
  const createPoolWorker = () => ({ number: ++made, stop: async () => {} }) as unknown as PoolWorker;
  const config = { testTimeout: 10_000, poolRunner: { name: "pool", createPoolWorker } as PoolRunnerInitializer };
  const { configureVitest } = plugin as unknown as { configureVitest(of: object): void };
  configureVitest({ project: { config }, vitest: { onClose: () => {} } });
  const runs = [10_000, 10_000, 20_000, 10_000].map((limit) => {
    config.testTimeout = limit;
    return (config.poolRunner.createPoolWorker({} as PoolOptions) as PoolWorker & { number: number }).number;
  });
  expect(runs).toEqual([1, 1, 2, 2]);
});
