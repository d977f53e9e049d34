import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { isKnownNoise } from "#testkit/vitest";

const ROOT = `${import.meta.dirname}/../../..`;
const FIXTURES = `${import.meta.dirname}/../fixtures`;

describe("quiet()", { timeout: 60_000 }, () => {
  it("leaves nothing of errors that a test handles", async () => {
    const { code, output } = await run("handled");
    expect(output).not.toMatch(/Unhandled|uncaught|Annotating|workerd@|RangeError/);
    expect(code).toBe(0);
    expect(output).toMatch(/14 passed/);
  });

  it("reports calls that nobody awaited, one by one, with the test and the place of the throw", async () => {
    const { code, output } = await run("forgotten");
    expect(code).toBe(1);
    expect(output).toMatch(/4 passed/);
    expect(output).toMatch(/4 errors/);
    expect(output).toMatch(/might've caused the error is "has an object forget its own promise"/);
    expect(output).toMatch(/might've caused the error is "has an object forget a call of another"/);
    expect(output).toMatch(/might've caused the error is "has the Worker forget a call"/);
    expect(output).toMatch(/might've caused the error is "forgets a call itself"/);
    expect(output).toMatch(
      /Exceptions that the code threw:\n\nRangeError: sync failure\n {4}at Obj\.fail \(.*index\.ts:8:11\)/,
    );
  });

  it("points to the test's line where a call doesn't reject as expected", async () => {
    const { code, output } = await run("wrong");
    expect(code).toBe(1);
    expect(output).toMatch(/❯ test\/wrong\.test\.ts:5:\d+/);
    expect(output).not.toMatch(/❯ .*handled-rejections/);
    expect(output).toMatch(/at Obj\.fail \(.*index\.ts:8:11\)/);
  });

  it("leads tests in Node to the Worker beside them, and shows where its objects throw", async () => {
    const { code, output } = await run("calls", "plain");
    expect(code).toBe(1);
    expect(output).toMatch(/1 failed \| 1 passed/);
    expect(output).toMatch(/❯ test\/calls\.node\.test\.ts:13:\d+/);
    expect(output).toMatch(
      /Exceptions that the code threw:\n\nRangeError: refused\n {4}at Counter\.fail \(.*counter\.ts:31:11\)/,
    );
    expect(output).not.toMatch(/uncaught exception/);
  });
});

describe("isKnownNoise()", () => {
  it("doesn't take errors for noise that forgotten calls share with handled ones", () => {
    expect(isKnownNoise(Object.assign(new Error("forgotten"), { remote: true }))).toBe(false);
    expect(isKnownNoise(Object.assign(new Error("forgotten"), { durableObjectReset: true }))).toBe(false);
    expect(isKnownNoise(undefined)).toBe(false);
  });
});

/** Vitest as a learner starts it. */
async function run(file: string, fixture = "noise"): Promise<{ code: number; output: string }> {
  const args = [`${ROOT}/node_modules/vitest/vitest.mjs`, "run", "--root", join(FIXTURES, fixture), file];
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, VITEST: undefined, NODE_ENV: undefined };
  const ended = await promisify(execFile)(process.execPath, args, { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code: ended.code, output: ended.stdout + ended.stderr };
}
