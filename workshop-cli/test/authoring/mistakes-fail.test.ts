import { describe, expect, it } from "vitest";
import type { Material } from "../../src/authoring/material.ts";
import { failuresToWrite } from "../../src/authoring/rules/mistakes-fail.ts";
import { mistakesFailText } from "../../src/course/mistakes-fail.ts";
import type { Verdict } from "../../src/grading/verdict.ts";
import { folderWith } from "../throwaway.ts";

type Failing = { task: number; test: string; always: boolean };
const always = (test: string): Failing => ({ task: 1, test, always: true });
const sometimes = (test: string): Failing => ({ task: 1, test, always: false });

/** What would be written of mistakes, each with the tests that fail in each of its runs; tests pass that aren't named. */
function toWrite(written: Record<string, Failing[]>, runs: Record<string, string[][]>): Record<string, Failing[]> {
  const solution = folderWith({ "mistakes-fail.md": mistakesFailText(new Map(Object.entries(written))) });
  const tests = ["first", "second", "new"];
  const mistakes = Object.entries(runs).map(([name, failing]) => ({
    subject: { name },
    verdicts: failing.map(
      (names): Partial<Verdict> => ({
        problem: null,
        tests: tests.map((test) => ({
          task: 1,
          name: test,
          state: names.includes(test) ? "failed" : "passed",
        })) as never,
      }),
    ),
  }));
  return Object.fromEntries(
    failuresToWrite({ exercise: { solution }, mistakes, depth: "full" } as unknown as Material),
  );
}

describe("what mistakes fail with", () => {
  it.for<[what: string, written: Failing[], runs: string[][], now: Failing[]]>([
    ["stays where it is so", [always("first")], [["first"]], [always("first")]],
    ["stays sometimes where it fails today", [sometimes("first")], [["first"]], [sometimes("first")]],
    ["is sometimes where it doesn't today", [always("first")], [["first"], []], [sometimes("first")]],
    [
      "is sometimes where it hasn't before",
      [always("first")],
      [["first", "second"]],
      [always("first"), sometimes("second")],
    ],
    ["is always where the test is new", [always("first")], [["first", "new"]], [always("first"), always("new")]],
    [
      "is sometimes where a new test varies",
      [always("first")],
      [["first", "new"], ["first"]],
      [always("first"), sometimes("new")],
    ],
    ["forgets a test that is gone", [always("first"), always("gone")], [["first"]], [always("first")]],
  ])("%s", ([, written, runs, now]) => {
    expect(toWrite({ slip: written, other: [always("second")] }, { slip: runs, other: [["second"]] })).toEqual({
      slip: now,
      other: [always("second")],
    });
  });

  it("is taken as it is for a mistake of which nothing is written", () => {
    expect(toWrite({}, { slip: [["first", "second"], ["first"]] })).toEqual({
      slip: [always("first"), sometimes("second")],
    });
  });
});
