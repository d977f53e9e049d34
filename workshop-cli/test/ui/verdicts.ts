import type { TestResult, Verdict } from "../../src/grading/verdict.ts";

/** The result of a test, passed unless `changes` says otherwise. */
export function result(task: number | null, name: string, changes: Partial<TestResult> = {}): TestResult {
  return {
    task,
    name,
    guard: false,
    state: "passed",
    message: null,
    expected: null,
    actual: null,
    file: `exercises/01-counter/test/${task}-claim.test.ts`,
    line: null,
    durationMs: 3,
    ...changes,
  };
}

/** A verdict on three tasks, of which the second fails. */
export function verdict(changes: Partial<Verdict> = {}): Verdict {
  return {
    version: 1,
    exercise: "counter",
    number: 1,
    subject: "copy",
    official: true,
    state: "failed",
    durationMs: 812,
    tasks: [
      { number: 1, title: "A counter counts from zero", state: "passed" },
      { number: 2, title: "A counter remembers its count", state: "failed" },
      { number: 3, title: "The Worker finds a page's counter", state: "not-run" },
    ],
    stretch: { state: "failed" },
    tests: [
      result(1, "answers 1 to the first increment"),
      result(2, "keeps the count when the object is evicted", {
        state: "failed",
        message: "increment() goes on where it was: expected 1 to be 2 // Object.is equality",
        expected: "2",
        actual: "1",
        line: 18,
      }),
    ],
    types: [],
    logs: [],
    thrown: [],
    xray: [],
    problem: null,
    ...changes,
  };
}
