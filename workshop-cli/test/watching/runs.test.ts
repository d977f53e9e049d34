import { describe, expect, it } from "vitest";
import { openRuns, type RunOptions } from "../../src/watching/runs.ts";

/** Runs that end when the test says so. */
function openTrial(options: Partial<RunOptions<string>> = {}) {
  const begun: { end(result: string): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const results: string[] = [];
  const errors: unknown[] = [];
  const runs = openRuns<string>({
    run: (signal) =>
      new Promise((end, fail) => {
        signal.addEventListener("abort", () => fail(signal.reason));
        begun.push({ end, fail, signal });
      }),
    isStale: () => false,
    onResult: (result) => results.push(result),
    onError: (error) => errors.push(error),
    ...options,
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { runs, begun, results, errors, settle };
}

describe("runs", () => {
  it("begin at once, and tell their result", async () => {
    const { runs, begun, results, settle } = openTrial();
    runs.request();
    expect(runs.isRunning()).toBe(true);
    begun[0]?.end("first");
    await settle();
    expect(results).toEqual(["first"]);
    expect(runs.isRunning()).toBe(false);
  });

  it("happen once more, however often that was asked for meanwhile, and only the newest tells", async () => {
    const { runs, begun, results, settle } = openTrial();
    for (let times = 0; times < 5; times++) runs.request();
    expect(begun).toHaveLength(1);
    begun[0]?.end("old");
    await settle();
    begun[1]?.end("new");
    await settle();
    expect(begun).toHaveLength(2);
    expect(results).toEqual(["new"]);
  });

  it("happen again for a result that the newest state isn't in", async () => {
    const { runs, begun, results, settle } = openTrial({ isStale: (result) => result === "old" });
    runs.request();
    begun[0]?.end("old");
    await settle();
    begun[1]?.end("new");
    await settle();
    expect(results).toEqual(["new"]);
  });

  it("are ended when a newer one has waited long enough", async () => {
    const { runs, begun, results, errors, settle } = openTrial({ grace: () => 0 });
    runs.request();
    runs.request();
    await new Promise<void>((resolve) => begun[0]?.signal.addEventListener("abort", () => resolve()));
    await settle();
    begun[1]?.end("new");
    await settle();
    expect(results).toEqual(["new"]);
    expect(errors).toEqual([]);
  });

  it("tell an error, and go on", async () => {
    const { runs, begun, results, errors, settle } = openTrial();
    runs.request();
    begun[0]?.fail(new Error("full disk"));
    await settle();
    expect(errors).toEqual([new Error("full disk")]);
    runs.request();
    begun[1]?.end("fine");
    await settle();
    expect(results).toEqual(["fine"]);
  });

  it("stop, and say no more", async () => {
    const { runs, begun, results, errors } = openTrial();
    runs.request();
    await runs.stop();
    runs.request();
    expect(begun).toHaveLength(1);
    expect([results, errors]).toEqual([[], []]);
  });
});
