import { describe, expect, it } from "vitest";
import type { Mistake } from "../../src/course/mistakes.ts";
import { misconceptionOf } from "../../src/hinting/misconception.ts";
import { result, verdict } from "../ui/verdicts.ts";

/** Tests by task: `a` to `c` of task 1, `d` to `f` of task 2, `g` a guard of it. */
const tasks: Record<string, number> = { a: 1, b: 1, c: 1, d: 2, e: 2, f: 2, g: 2 };

/** A mistake that some tests always fail with, and others sometimes. */
const mistake = (name: string, always: string, sometimes = ""): Mistake => ({
  name,
  file: "",
  title: name,
  costs: "",
  hint: "",
  caughtBy: [],
  fails: [...always, ...sometimes].map((test) => ({
    task: tasks[test] as number,
    test,
    always: always.includes(test),
  })),
});

const judged = (failing: string) =>
  verdict({
    tasks: [1, 2].map((number) => ({
      number,
      title: "",
      state: [...failing].some((test) => tasks[test] === number) ? "failed" : "passed",
    })),
    tests: Object.entries(tasks).map(([name, task]) =>
      result(task, name, {
        guard: name === "g",
        state: failing.includes(name) ? "failed" : "passed",
      }),
    ),
  });

type Case = { mistakes: Mistake[]; fails: string; task?: number; begun?: number[]; starter?: string };

function nameFor({ mistakes, fails, task = 1, begun = [1, 2], starter = "" }: Case): string | null {
  const found = misconceptionOf(task, mistakes, {
    exercise: { needs: { 2: [1] } },
    verdict: judged(fails),
    attempted: new Set(begun),
    failsInStarter: new Map([[task, new Set(starter)]]),
  });
  return found?.name ?? null;
}

const first = mistake("first", "a");
const second = mistake("second", "ab");
const broad = mistake("broad", "ad");

describe("a misconception is named", () => {
  it.each<[string, Case, string]>([
    ["the task's failing tests are those of one mistake alone", { mistakes: [first, second], fails: "a" }, "first"],
    ["they are all of them, not some", { mistakes: [first, second], fails: "ab" }, "second"],
    ["other mistakes would break a task that passes", { mistakes: [first, broad], fails: "a" }, "first"],
    ["another task wasn't begun, whatever fails there", { mistakes: [first], fails: "adef", begun: [1] }, "first"],
    ["a guard gives it away", { mistakes: [mistake("given", "g")], fails: "g", task: 2 }, "given"],
    ["tests that fail with it sometimes fail", { mistakes: [mistake("racing", "a", "b")], fails: "ab" }, "racing"],
    ["tests that fail with it sometimes don't", { mistakes: [mistake("racing", "a", "b")], fails: "a" }, "racing"],
    ["it is asked for a later task", { mistakes: [mistake("later", "de")], fails: "de", task: 2 }, "later"],
  ])("where %s", (_, situation, name) => expect(nameFor(situation)).toBe(name));
});

describe("no misconception is named", () => {
  it.each<[string, Case]>([
    ["nothing fails", { mistakes: [first], fails: "" }],
    ["two mistakes fail alike", { mistakes: [first, mistake("twin", "a")], fails: "a" }],
    ["more fails than the mistake breaks", { mistakes: [first], fails: "ac" }],
    ["nothing of the task works", { mistakes: [mistake("all", "abc")], fails: "abc" }],
    ["the task wasn't begun", { mistakes: [first], fails: "a", begun: [2] }],
    ["the starter fails alike", { mistakes: [first], fails: "a", starter: "a" }],
    ["what the task builds on fails", { mistakes: [mistake("later", "d")], fails: "ad", task: 2 }],
    ["what the mistake breaks elsewhere works", { mistakes: [broad], fails: "a" }],
    ["a mistake may fail alike", { mistakes: [second, mistake("racing", "a", "b")], fails: "ab" }],
    ["nobody has written down what fails with it", { mistakes: [mistake("new", "")], fails: "a" }],
  ])("where %s", (_, situation) => expect(nameFor(situation)).toBeNull());

  it("for a run that ended early", () => {
    const ended = { ...judged("a"), state: "timed-out" as const };
    const evidence = { exercise: { needs: {} }, attempted: new Set([1]), failsInStarter: new Map() };
    expect(misconceptionOf(1, [first], { ...evidence, verdict: ended })).toBeNull();
  });
});
