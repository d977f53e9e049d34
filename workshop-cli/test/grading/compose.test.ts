import { describe, expect, it } from "vitest";
import type { Exercise, Lesson } from "../../src/course/exercise.ts";
import { composeVerdict, type Outcome } from "../../src/grading/compose.ts";
import type { ModuleRun, TestRun } from "../../src/grading/protocol.ts";

const exercise = { slug: "counter", number: 1, folder: "/course/exercises/01-counter" } as Exercise;
const lesson: Lesson = { text: "", tasks: [1, 2].map((number) => ({ number, title: `Task ${number}`, text: "" })) };

function test(state: TestRun["state"], more: Partial<TestRun> = {}): TestRun {
  return { describe: "1. Task", name: `a ${state} test`, state, failure: null, durationMs: 1, seen: [], ...more };
}

function module(file: string, tests: TestRun[], errors: ModuleRun["errors"] = []): ModuleRun {
  return { file, tests, errors };
}

function judge(outcome: Outcome | ModuleRun[], unhandled: string[] = []) {
  return composeVerdict({
    root: "/course",
    subject: { kind: "copy", name: null, exercise, folder: "/course/workspace/counter" },
    lesson,
    official: true,
    outcome: Array.isArray(outcome)
      ? { state: "ran", run: { modules: outcome, unhandled: unhandled.map(failure) } }
      : outcome,
    logs: ["printed"],
    thrown: ["Error: boom"],
    durationMs: 1,
  });
}

function failure(message: string) {
  return { name: "Error", message, expected: null, actual: null, file: null, line: null };
}

const passing = [module("1-a.test.ts", [test("passed")]), module("2-b.node.test.ts", [test("passed")])];

describe("a verdict", () => {
  it("passes when every test of every task passed", () => {
    expect(judge(passing)).toMatchObject({ state: "passed", problem: null, stretch: { state: "absent" } });
  });

  it("fails, by task, when a test failed", () => {
    const verdict = judge([module("1-a.test.ts", [test("passed"), test("failed")]), passing[1] as ModuleRun]);
    expect(verdict.state).toBe("failed");
    expect(verdict.tasks.map(({ state }) => state)).toEqual(["failed", "passed"]);
  });

  it("shows what the code threw only where something is wrong", () => {
    expect(judge(passing)).toMatchObject({ logs: ["printed"], thrown: [] });
    expect(judge([module("1-a.test.ts", [test("failed")]), passing[1] as ModuleRun])).toMatchObject({
      logs: ["printed"],
      thrown: ["Error: boom"],
    });
  });

  it("doesn't let the stretch decide", () => {
    const stretch = module("stretch-more.test.ts", [test("failed")]);
    expect(judge([...passing, stretch])).toMatchObject({ state: "passed", stretch: { state: "failed" } });
    expect(judge([...passing, module("stretch-more.test.ts", [], [failure("no")])])).toMatchObject({ state: "passed" });
    expect(judge([...passing, module("stretch-more.test.ts", [test("passed")])])).toMatchObject({
      stretch: { state: "passed" },
    });
  });

  it("is broken without any test, and with a skipped one", () => {
    expect(judge([])).toMatchObject({ state: "broken", problem: expect.stringContaining("task 1") });
    expect(judge([module("1-a.test.ts", []), passing[1] as ModuleRun])).toMatchObject({ state: "broken" });
    expect(judge([module("1-a.test.ts", [test("skipped")]), passing[1] as ModuleRun])).toMatchObject({
      state: "broken",
      problem: expect.stringContaining("skipped"),
    });
  });

  it("is broken when a module doesn't load, or a rejection is left to nobody", () => {
    expect(judge([module("1-a.test.ts", [], [failure("boom")]), passing[1] as ModuleRun])).toMatchObject({
      state: "broken",
      problem: "boom",
    });
    expect(judge(passing, ["nobody waits"])).toMatchObject({
      state: "broken",
      problem: expect.stringContaining("nothing awaited or caught it: nobody waits"),
    });
  });

  it("is broken, with a sentence, when a bound class isn't exported", () => {
    const missing = test("failed", { failure: failure("/x/src/index.ts does not export a Nope Durable Object") });
    expect(judge([module("1-a.test.ts", [missing]), passing[1] as ModuleRun])).toMatchObject({
      state: "broken",
      problem: expect.stringContaining('binds the class "Nope"'),
    });
    const follows = module("2-b.node.test.ts", [], [failure("The Worker doesn't start")]);
    expect(judge([module("1-a.test.ts", [missing]), follows]).problem).toContain('binds the class "Nope"');
  });

  it("is timed out, never passed, when the run didn't end", () => {
    expect(judge({ state: "timed-out", seconds: 20, test: "counts" })).toMatchObject({
      state: "timed-out",
      problem: expect.stringContaining('while the test "counts" ran'),
      tasks: [{ state: "not-run" }, { state: "not-run" }],
    });
    expect(judge({ state: "flooded", test: null })).toMatchObject({ state: "timed-out" });
    expect(judge({ state: "ended", test: null })).toMatchObject({ state: "broken" });
    expect(judge({ state: "no-start", seconds: 60 })).toMatchObject({ state: "broken" });
  });

  it("marks guards, and shows files from the course's root", () => {
    const guard = test("passed", { describe: "given: a route" });
    const { tests } = judge([module("1-a.test.ts", [guard]), passing[1] as ModuleRun]);
    expect(tests[0]).toMatchObject({ guard: true, task: 1, file: "exercises/01-counter/test/1-a.test.ts" });
  });
});
