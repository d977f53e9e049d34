import { describe, expect, it } from "vitest";
import { firstFailure } from "../../src/grading/first-failure.ts";
import { drawLines } from "../../src/ui/page.ts";
import { widthOf } from "../../src/ui/text.ts";
import { failureLines, stretchLines } from "../../src/ui/views/failure.ts";
import { verdictView } from "../../src/ui/views/verdict.ts";
import { themeWith } from "./themes.ts";
import { result, verdict } from "./verdicts.ts";

const draw = (changes: Parameters<typeof verdict>[0] = {}, theme = themeWith(), next = ["What next"]) =>
  verdictView(theme, {
    verdict: verdict(changes),
    title: "A counter",
    needs: { 3: [2] },
    focus: "workspace/counter/src/counter.ts",
    place: placed,
    next,
  });

const placed: Parameters<typeof stretchLines>[2] = (file, line) => (line == null ? file : `${file}:${line}`);

describe("what the stretch fails with", () => {
  const lines = (state: "passed" | "failed") => {
    const message = "carts after a year: expected 0 to be 2";
    const test = result(null, "keeps what was put aside", { state, message, expected: "2", actual: "0", line: 7 });
    return drawLines(themeWith(), stretchLines(themeWith(), verdict({ tests: [result(1, "a"), test] }), placed));
  };
  it("is told with the test, its sentence and its place", () => {
    expect(lines("failed")).toMatch(
      /The stretch isn't there yet: keeps what was put aside\n.*carts after a year\n[\s\S]*expected {2}2[\s\S]*:7/,
    );
  });
  it("is nothing once it passes", () => expect(lines("passed")).toBe(""));
});

describe("the verdict's screen", () => {
  it.each([
    ["how many tasks are passed", "1 of 3 tasks passed"],
    ["a passed task", "✓  1. A counter counts from zero"],
    ["a failed task", "✗  2. A counter remembers its count"],
    ["a task that wasn't run", "○  3. The Worker finds a page's counter"],
    ["task and test as a sentence", "A counter remembers its count: keeps the count when the object is evicted"],
    ["the author's message", "│  increment() goes on where it was\n"],
    ["what was expected", "expected  2"],
    ["what was answered", "actual    1"],
    ["where it says so", "exercises/01-counter/test/2-claim.test.ts:18"],
    ["the file to edit", "Edit `workspace/counter/src/counter.ts`"],
    ["what to do next", "What next"],
  ])("shows %s", (_, text) => expect(draw()).toContain(text));

  it.each([40, 60, 80, 120, 200])("fits into %i columns", (columns) => {
    const lines = draw({ logs: ["x".repeat(300)] }, themeWith({ columns })).split("\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
  });

  it.each([
    ["", '""'],
    [" a", '" a"'],
    ["a ", '"a "'],
    ["a b", "a b"],
  ])("makes it visible what there is in %j", (actual, shown) => {
    const tests = [result(2, "a", { state: "failed", message: "m", expected: "Minutes", actual })];
    expect(draw({ tests })).toContain(`actual    ${shown}\n`);
  });

  it("keeps the words of an assertion that has no expected value", () => {
    const tests = [result(2, "a", { state: "failed", message: "Error: Network connection lost." })];
    expect(draw({ tests })).toContain("│  Network connection lost.");
  });

  it("shows long values as a difference of lines", () => {
    const tests = [
      result(2, "a", { state: "failed", message: "m", expected: '{\n  "a": 1,\n}', actual: '{\n  "a": 2,\n}' }),
    ];
    const screen = draw({ tests });
    expect(screen).toContain('-   "a": 1,');
    expect(screen).toContain('+   "a": 2,');
  });

  it("says which task a task waits for", () => {
    const tasks = verdict().tasks.map((task) => ({ ...task, state: "failed" as const }));
    expect(draw({ tasks })).toMatch(/✗ {2}3. The Worker finds a page's counter +needs task 2\n/);
  });

  it("shows what code printed or threw without what it does to a terminal", () => {
    const message = "Error: \u001b[31mred\u001b[0m\u0007\r";
    expect(draw({ logs: ["\u001b[2Jx\ty"], tests: [result(2, "a", { state: "failed", message })] })).toMatch(
      / {2}x {2}y\n[\s\S]*│ {2}red\n/,
    );
  });

  it.each(["expected", "actual", "message"])("cuts a very long %s", (what) => {
    const tests = [result(2, "a", { state: "failed", [what]: "word ".repeat(10_000) })];
    expect(draw({ tests }).split("\n").length).toBeLessThan(30);
  });

  it.each([
    ["broken", "This can't be graded"],
    ["timed-out", "Ended early"],
    ["passed", "The stretch isn't there yet"],
    ["failed", "The stretch isn't there yet"],
  ] as const)("says what kept it from an answer: %s", (state, heading) => {
    expect(draw({ state, problem: "No answer after 20 seconds." })).toMatch(
      new RegExp(`${heading}\\n.*No answer after 20 seconds\\.`),
    );
  });

  it("explains what fails of the task that is asked for, or else of the first", () => {
    const tests = [result(1, "one", { state: "failed" }), result(2, "two", { state: "failed" })];
    const titles = (task?: number) =>
      drawLines(themeWith(), failureLines(themeWith(), verdict({ tests }), placed, task));
    expect(titles(2)).toContain("A counter remembers its count: two");
    for (const task of [undefined, 1, 3]) expect(titles(task)).toContain("A counter counts from zero: one");
  });

  it("names other failing tests, but not those of the stretch", () => {
    const tests = [..."abcdef"].map((name) => result(2, `test ${name}`, { state: "failed" }));
    const screen = draw({ tests: [...tests, result(null, "the stretch", { state: "failed" })] });
    expect(screen).toContain("5 more of this task fail:");
    expect(screen).toContain("… and 2 more");
    expect(screen).not.toContain("the stretch");
  });

  it("says why something can't be graded, and no test's failure", () => {
    const screen = draw({ state: "broken", problem: "Syntax error: Expected `}`" });
    expect(screen).toContain("can't be graded");
    expect(screen).toContain("Syntax error: Expected `}`");
    expect(screen).not.toContain("keeps the count");
  });

  it("says that a run was ended", () => {
    expect(draw({ state: "timed-out", problem: "No answer after 20 seconds." })).toContain(
      "▲  Ended early\n│  No answer",
    );
  });

  it("shows the last lines that were printed", () => {
    const screen = draw({ logs: Array.from({ length: 20 }, (_, at) => `line ${at}`) });
    expect(screen).toContain("Your code printed, the last 8 of 20 lines:");
    expect(screen).toContain("line 19");
    expect(screen).not.toContain("line 11\n");
  });

  it("leaves out stacks that were printed, where there is no room for them, but for the first place", () => {
    const stack = [
      "    at Shard.sum (src/shard.ts:40:19)",
      ...Array.from({ length: 9 }, (_, at) => `    at ask (src/claps.ts:${at}:1)`),
      "    at async Promise.all (index 0)",
      "    at async Board.total (src/claps.ts:80:5) {",
    ];
    const warned = ["Shard 5 did not answer Error: too much to do", ...stack, "  overloaded: true", "}"];
    const screen = draw({ logs: ["asked", ...warned] });
    expect(screen).toContain("Your code printed, without stacks:");
    expect(screen).toMatch(
      / {4}asked\n│ {4}Shard 5 did not answer Error: too much to do {2}src\/shard\.ts:40\n│ {6}overloaded: true\n│ {4}}\n/,
    );
    expect(screen).not.toContain("claps.ts:80");
    expect(draw({ logs: [...Array.from({ length: 9 }, (_, at) => `line ${at}`), ...warned] })).toContain(
      "Your code printed, the last 8 of 12 lines, without stacks:",
    );
  });

  it("keeps a short stack that was printed", () => {
    const screen = draw({ logs: ["Error: a", "    at Shard.sum (src/shard.ts:40:19)"] });
    expect(screen).toContain("    at Shard.sum (src/shard.ts:40:19)\n");
  });

  it("shows an error in a line, with the first of its places, and equal ones once", () => {
    const error = ["Error: refused", "    at Shop.price (src/shop.ts:17:5)", "    at Prices.ask (src/prices.ts:70:19)"];
    expect(draw({ thrown: [...error, ...error] })).toMatch(/ {4}Error: refused {2}src\/shop\.ts:17 {2}\(2 times\)\n/);
  });

  it("leaves out what a test threw itself, in the middle of the code", () => {
    const error = ["Error: on purpose", "    at value (exercises/02-identity/test/3-private-rooms.test.ts:121:11)"];
    const code = "    at Host.keep (workspace/identity/src/host.ts:18:15)";
    expect(draw({ thrown: [...error, code] })).not.toContain("Errors that left your code");
    expect(draw({ thrown: [error[0] as string, code, error[1] as string] })).toContain("on purpose");
  });

  it("cuts what an error says rather than where it was thrown", () => {
    const thrown = [`Error: ${"long ".repeat(30)}`, "    at value (workspace/gates/src/prices.ts:70:11)"];
    expect(draw({ thrown })).toMatch(/│ {4}Error: long .*… {2}workspace\/gates\/src\/prices\.ts:70\n/);
  });

  it("tells what was thrown from what was printed", () => {
    const screen = draw({ logs: ["one"], thrown: ["Error: two"] });
    expect(screen).toMatch(/Your code printed:\n.* {4}one\n[\s\S]*Errors that left your code.*:\n.* {4}Error: two\n/);
  });

  it("shows a line that was printed again and again once", () => {
    expect(draw({ logs: ["one", ...Array.from({ length: 99 }, () => "again")] })).toMatch(
      / {4}one\n│ {4}again {2}\(99 times\)\n/,
    );
  });

  it("shows types as advice", () => {
    const types = [{ file: "workspace/counter/src/counter.ts", line: 3, message: "Type 'string' isn't a number." }];
    expect(draw({ types })).toMatch(/advice, which doesn't count:\n│ {2}workspace\/counter\/src\/counter.ts:3 Type/);
  });

  it("says that a verdict is unofficial", () => expect(draw({ official: false })).toContain("Unofficial:"));

  it("shows a pass without anything to edit", () => {
    const screen = draw({ state: "passed", stretch: { state: "passed" } });
    expect(screen).toMatch(/passed · 0.8 s/);
    expect(screen).toContain("★  The stretch, too");
    expect(screen).not.toContain("Edit");
  });

  it("says everything in words in plain mode", () => {
    const screen = draw({ official: false }, themeWith({ plain: true }));
    expect(screen).toContain("passed: 1. A counter counts from zero");
    expect(screen).toContain("failed: 2. A counter remembers its count");
    expect(screen).toContain("not yet: 3. The Worker finds a page's counter");
    expect(screen).not.toMatch(/[│┌└✓✗○◇▲]/);
  });

  it("draws with ASCII alone where the locale isn't UTF-8", () => {
    const ascii = themeWith({ env: { LANG: "C", NO_COLOR: "1" } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII, all of it
    expect(draw({ official: false, logs: ["x"] }, ascii)).toMatch(/^[\x00-\x7f]+$/);
  });
});

describe("the first failure", () => {
  it("is a guard before the task it guards", () => {
    const tests = [result(1, "task", { state: "failed" }), result(1, "guard", { state: "failed", guard: true })];
    expect(firstFailure(verdict({ tests }))?.name).toBe("guard");
  });
  it("is never the stretch", () => {
    expect(firstFailure(verdict({ tests: [result(null, "stretch", { state: "failed" })] }))).toBeUndefined();
  });
});
