import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { open } from "./open-grader.ts";

describe("a run that doesn't end by itself", { timeout: 120_000 }, () => {
  it("ends a loop, shows what was printed before, and grades the next save", async () => {
    const { grade, setBody, state } = open("looping", 1);
    const verdict = await grade();
    expect(verdict).toMatchObject({ state: "timed-out", problem: expect.stringMatching(/after \d+ seconds/) });
    expect(verdict.logs).toContain("before");
    expect(readdirSync(state.run)).toEqual([]);
    setBody("passing");
    expect(await grade()).toMatchObject({ state: "passed" });
  });

  it("keeps what was found before a loop: the tasks before it, and all of them where only the stretch loops", async () => {
    const { grade, write } = open("loopingForMany", 2);
    const many = `import { env } from "cloudflare:workers";
import { it } from "vitest";
it("counts many", async () => {
  await env.COUNTER.getByName("a").increment(6);
});
`;
    write("test/stretch-counts-many.test.ts", many);
    expect(await grade()).toMatchObject({
      state: "passed",
      problem: expect.stringMatching(/after \d+ seconds/),
      tasks: [{ state: "passed" }, { state: "passed" }],
      stretch: { state: "failed" },
    });
    write("test/2-counts-again.test.ts", many);
    expect(await grade()).toMatchObject({
      state: "timed-out",
      tasks: [{ state: "passed" }, { state: "not-run" }],
    });
  });

  it("gives each test its limit, which grows as that of the run does", async () => {
    const { grade } = open("hanging", 200, { patience: 0.1 });
    const verdict = await grade();
    expect(verdict).toMatchObject({
      state: "failed",
      problem: null,
      tests: [{ state: "failed" }, { state: "failed" }],
    });
    // A tenth of ten seconds, up to four times that on a busy machine.
    expect(verdict.tests[0]?.message).toMatch(/^It wasn't over after [1-4] s: something/);
  });

  it("ends endless output long before the limit", async () => {
    const { grade } = open("flooding", 60);
    const verdict = await grade();
    expect(verdict).toMatchObject({ state: "timed-out", problem: expect.stringContaining("printed more") });
    expect(verdict.logs.length).toBeLessThanOrEqual(1000);
  });

  it("ends endless storing long before the limit, and leaves nothing of it", async () => {
    const { grade, state } = open("filling", 60);
    expect(await grade()).toMatchObject({ state: "timed-out", problem: expect.stringContaining("stored more") });
    expect(readdirSync(state.run)).toEqual([]);
  });

  it("stops when it is told to", async () => {
    const { grade, state } = open("loopingLater");
    const stop = new AbortController();
    const graded = grade({ signal: stop.signal, onTest: () => stop.abort(new Error("enough")) });
    await expect(graded).rejects.toThrow("enough");
    expect(readdirSync(state.run)).toEqual([]);
  });
});
