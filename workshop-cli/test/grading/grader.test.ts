import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyOf } from "../../src/grading/assemble.ts";
import type { Verdict } from "../../src/grading/verdict.ts";
import { open } from "./open-grader.ts";
import { ours } from "./processes.ts";

describe("the grader", { timeout: 120_000 }, () => {
  it("gives a verdict for each save, and keeps what is stored from one file of tests to the next apart", async () => {
    const { grade, setBody } = open("passing");
    expect(await grade()).toMatchObject({
      state: "passed",
      problem: null,
      tasks: [{ state: "passed" }, { state: "passed" }],
    });
    setBody("failing");
    expect(await grade()).toMatchObject({
      state: "failed",
      tests: [{ message: expect.stringContaining("the first count"), expected: "1", actual: "0", line: 6 }, {}],
    });
    setBody("broken");
    expect(await grade()).toMatchObject({
      state: "broken",
      problem: expect.stringMatching(/Syntax error.*src\/counter\.ts:\d+/s),
    });
    setBody("passing");
    expect(await grade()).toMatchObject({ state: "passed" });
  });

  it("finds a save behind a link, too", async () => {
    const { root, exercise, grade, setBody } = open("failing");
    const real = join(root, "elsewhere");
    renameSync(exercise.folder, real);
    symlinkSync(real, exercise.folder);
    expect(await grade()).toMatchObject({ state: "failed" });
    setBody("passing");
    expect(await grade()).toMatchObject({ state: "passed" });
  });

  it("lets authors' runs share one workerd, where no subject finds what another has left", async () => {
    const { grade, setBody } = open("leaving", 20, { between: "keep" });
    // Vitest runs the file first that has failed: which of the two counts 1 isn't always the same.
    const states = ({ tasks }: Verdict) => tasks.map(({ state }) => state).sort();
    const first = await grade();
    expect(states(first), "the module is evaluated once for both files").toEqual(["failed", "passed"]);
    const second = await grade();
    expect(states(second), "and once more for the next run").toEqual(["failed", "passed"]);
    const calls = [...first.logs, ...second.logs].filter((line) => line.startsWith("call"));
    expect(calls, "in the same workerd").toEqual(["call 1", "call 2", "call 3", "call 4"]);
    setBody("passing");
    expect(await grade(), "after alarms and timers of the one before").toMatchObject({ state: "passed", logs: [] });
    setBody("forgetting");
    expect(await grade()).toMatchObject({ state: "broken" });
    setBody("passing");
    expect(await grade(), "after a promise that nobody waited for").toMatchObject({ state: "passed" });
  });

  it("tells what the code printed, and where it threw", async () => {
    const { grade, setBody } = open("printing");
    expect((await grade()).logs).toContain("counting by 1");
    setBody("throwing");
    const { thrown, state } = await grade();
    expect(state).toBe("failed");
    expect(thrown.join("\n")).toMatch(/no counting today[\s\S]*src\/counter\.ts:\d+/);
  });

  it("is not satisfied by a promise that nobody waits for", async () => {
    const { grade } = open("forgetting");
    expect(await grade()).toMatchObject({ state: "broken", problem: expect.stringContaining("nobody waits") });
  });

  it("leaves the tasks their pass where a promise is forgotten in the stretch", async () => {
    const { grade, write } = open("forgettingForMany");
    const stretch = `import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

it("counts many", async () => expect(await env.COUNTER.getByName("many").increment(9)).toBe(9));
`;
    write("test/stretch-more.test.ts", stretch);
    expect(await grade()).toMatchObject({
      state: "passed",
      stretch: { state: "failed" },
      problem: expect.stringContaining("nobody waits"),
    });
  });

  it("tells tests how busy the machine is", async () => {
    const { grade, write } = open("passing");
    const asks = `import { expect, inject, it } from "vitest";
import { onThisMachine } from "#testkit/slowness";

it("is told", () => {
  expect(onThisMachine(10)).toBeGreaterThanOrEqual(10);
  expect(inject("slowness")).toBeTypeOf("number");
});
`;
    write("test/1-counts.test.ts", asks);
    write("test/2-counts-again.node.test.ts", asks);
    expect(await grade()).toMatchObject({ state: "passed" });
  });

  it("says what is wrong with a configuration", async () => {
    const { grade, write, exercise } = open("passing");
    write("wrangler.jsonc", '{\n  "name": "tiny",\n  "main" "src/index.ts"\n}\n');
    expect((await grade()).problem).toBe("wrangler.jsonc isn't valid JSON with comments, line 3: colon expected.");
    write("wrangler.jsonc", '{ "name": "tiny", "main": "src/gone.ts" }');
    expect((await grade()).problem).toContain("src/gone.ts");
    rmSync(join(exercise.folder, "wrangler.jsonc"));
    expect((await grade()).problem).toContain("wrangler.jsonc is missing");
  });

  it("says so when a bound class isn't exported", async () => {
    const { grade, write } = open("passing");
    write(
      "src/index.ts",
      'export { Counter as Teller } from "./counter.ts";\nexport default { fetch: () => new Response() };\n',
    );
    expect(await grade()).toMatchObject({
      state: "broken",
      problem: expect.stringContaining('binds the class "Counter"'),
    });
  });

  it("runs a copy inside the exercise's test/worker.ts, which then is the Worker", async () => {
    const { grader, grade, setBody, write, exercise, lesson, root } = open("passing");
    const folder = join(root, "workspace", "tiny");
    cpSync(exercise.folder, folder, { recursive: true });
    // A copy has files of these names too; the exercise's are the ones that count.
    setBody("failing");
    write("test/worker.ts", worker);
    expect(await grade()).toMatchObject({ state: "failed", tests: [{ actual: "0" }, {}] });
    expect(await grader.grade(copyOf(exercise, folder), { lesson, official: () => true })).toMatchObject({
      state: "failed",
      tests: [{ message: expect.stringContaining("the first count"), expected: "1", actual: "1001" }, {}],
    });
    write("test/worker.ts", worker.replace("1000", "0"));
    expect(await grader.grade(copyOf(exercise, folder), { lesson, official: () => true })).toMatchObject({
      state: "passed",
    });
  });

  it("is not satisfied by a focused, an emptied or a lost test", async () => {
    const { grade, write, exercise } = open("passing");
    write("test/2-counts-again.test.ts", 'import { it } from "vitest";\nit.only("is alone", () => {});\n');
    expect(await grade()).toMatchObject({ state: "broken" });
    write("test/2-counts-again.test.ts", "export {};\n");
    expect(await grade()).toMatchObject({ state: "broken" });
    rmSync(join(exercise.folder, "test"), { recursive: true });
    expect(await grade()).toMatchObject({ state: "broken", problem: expect.stringContaining("No test was run") });
  });

  it("starts nothing where nothing can be kept, and says what to do", async () => {
    const { grader, grade, state } = open("passing");
    mkdirSync(dirname(state.folder), { recursive: true });
    writeFileSync(state.folder, "in the way");
    const refusal = {
      message: expect.stringContaining("can't be written to"),
      exitCode: 3,
      remedy: expect.stringMatching(/./),
    };
    expect(() => grader.warmUp()).toThrow(expect.objectContaining(refusal));
    await expect(grade()).rejects.toMatchObject(refusal);
    expect(ours()).toEqual([]);
  });
});

/** Adds 1000 to whatever the learner's object answers, other than 0. */
const worker = `import { Counter as Own } from "../src/counter.ts";
export { default } from "../src/index.ts";

export class Counter extends Own {
  async increment(by = 1) {
    const count = await super.increment(by);
    return count === 0 ? 0 : count + 1000;
  }
}
`;
