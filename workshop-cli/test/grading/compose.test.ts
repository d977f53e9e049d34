import { describe, expect, it } from "vitest";
import type { Exercise, Lesson } from "../../src/course/exercise.ts";
import { composeVerdict, type Given, type Outcome } from "../../src/grading/compose.ts";
import type { ModuleRun, Run, TestRun } from "../../src/grading/protocol.ts";

const exercise = { slug: "counter", number: 1, folder: "/course/exercises/01-counter" } as Exercise;
const lesson: Lesson = { text: "", tasks: [1, 2].map((number) => ({ number, title: `Task ${number}`, text: "" })) };

function test(state: TestRun["state"], more: Partial<TestRun> = {}): TestRun {
  return { describe: "1. Task", name: `a ${state} test`, state, failure: null, durationMs: 1, seen: [], ...more };
}

function module(file: string, tests: TestRun[], errors: ModuleRun["errors"] = []): ModuleRun {
  return { file, tests, errors };
}

const files = ["1-a.test.ts", "2-b.node.test.ts"];

function judge(outcome: Outcome | ModuleRun[], unhandled: string[] = [], more: Partial<Given> = {}) {
  return composeVerdict({
    root: "/course",
    subject: { kind: "copy", name: null, exercise, folder: "/course/workspace/counter" },
    lesson,
    official: true,
    files,
    partly: { modules: [], unhandled: [] },
    outcome: Array.isArray(outcome)
      ? { state: "ran", run: { modules: outcome, unhandled: unhandled.map((message) => stray(message)) } }
      : outcome,
    logs: ["printed"],
    thrown: ["Error: boom"],
    durationMs: 1,
    ...more,
  });
}

function failure(message: string) {
  return { name: "Error", message, expected: null, actual: null, file: null, line: null };
}

/** An error that nobody handled. */
function stray(message: string, during: string | null = null) {
  return { ...failure(message), during };
}

function partly(modules: ModuleRun[], unhandled: string[] = []): Run {
  return { modules, unhandled: unhandled.map((message) => stray(message)) };
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

  it("doesn't let a promise decide that the stretch has forgotten, and says what it was", () => {
    const modules = [...passing, module("stretch-more.test.ts", [test("passed")])];
    const forgotten = (during: string) =>
      judge({ state: "ran", run: { modules, unhandled: [stray("nobody waits", during)] } });
    expect(forgotten("stretch-more.test.ts")).toMatchObject({
      state: "passed",
      stretch: { state: "failed" },
      problem: expect.stringContaining("nobody waits"),
    });
    expect(forgotten("2-b.node.test.ts")).toMatchObject({ state: "broken", stretch: { state: "passed" } });
  });

  it("is broken where the lesson has lost a task, which nobody would have to pass", () => {
    const [task] = lesson.tasks.slice(0, 1);
    expect(judge(passing, [], { lesson: { text: "", tasks: task ? [task] : [] } })).toMatchObject({
      state: "broken",
      problem: expect.stringMatching(/^exercises\/01-counter\/README\.md has no task 2, of which there are tests/),
    });
    expect(judge([], [], { lesson: { text: "", tasks: [] }, files: [] })).toMatchObject({
      state: "broken",
      problem: expect.stringContaining("has no task at all"),
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
    expect(judge({ state: "filled", test: null })).toMatchObject({ state: "timed-out" });
    expect(judge({ state: "ended", test: null })).toMatchObject({ state: "broken" });
    expect(judge({ state: "no-start", seconds: 60 })).toMatchObject({ state: "broken" });
  });

  it("keeps of a run that didn't end the tasks that did, file by file", () => {
    const ended = { state: "timed-out", seconds: 20, test: "counts" } as const;
    const finished = [module("1-a.test.ts", [test("passed")]), module("2-b.test.ts", [test("passed")])];
    expect(
      judge(ended, [], { partly: partly(finished), files: ["1-a.test.ts", "2-b.test.ts", "2-c.node.test.ts"] }),
    ).toMatchObject({
      state: "timed-out",
      tasks: [{ state: "passed" }, { state: "not-run" }],
    });
    const failing = [module("1-a.test.ts", [test("failed")])];
    expect(judge(ended, [], { partly: partly(failing) })).toMatchObject({
      state: "timed-out",
      tasks: [{ state: "failed" }, { state: "not-run" }],
    });
  });

  it.for<Outcome>([
    { state: "timed-out", seconds: 20, test: "goes further" },
    { state: "flooded", test: "goes further" },
    { state: "filled", test: "goes further" },
    { state: "ended", test: "goes further" },
  ])("is a stretch that failed, when only the stretch didn't end: $state", (ended) => {
    const more = { partly: partly(passing), files: [...files, "stretch-more.test.ts"] };
    expect(judge(ended, [], more)).toMatchObject({
      state: "passed",
      problem: expect.stringContaining('while the test "goes further" ran'),
      stretch: { state: "failed" },
    });
    const failing = [module("1-a.test.ts", [test("failed")]), passing[1] as ModuleRun];
    expect(judge(ended, [], { ...more, partly: partly(failing) })).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("goes further"),
    });
    const forgotten = partly(passing, ["nobody waits"]);
    expect(judge(ended, [], { ...more, partly: forgotten })).toMatchObject({
      state: "broken",
      problem: expect.stringContaining("nobody waits"),
    });
    const broken = [module("1-a.test.ts", [], [failure("boom")]), passing[1] as ModuleRun];
    expect(judge(ended, [], { ...more, partly: partly(broken) })).toMatchObject({ state: "broken", problem: "boom" });
  });

  it("marks guards, and shows files from the course's root", () => {
    const guard = test("passed", { describe: "given: a route" });
    const { tests } = judge([module("1-a.test.ts", [guard]), passing[1] as ModuleRun]);
    expect(tests[0]).toMatchObject({ guard: true, task: 1, file: "exercises/01-counter/test/1-a.test.ts" });
  });
});
