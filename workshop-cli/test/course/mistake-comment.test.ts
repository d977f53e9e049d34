import { describe, expect, it } from "vitest";
import type { Exercise } from "../../src/course/exercise.ts";
import { mistakeFile, readMistakeComment } from "../../src/course/mistake-comment.ts";
import { folderWith } from "../throwaway.ts";

const whole = `/**
 * The count lives in an instance field.
 *
 * Costs: every eviction, deploy or crash
 *   sets the count back to zero.
 * Caught by: 1-remembers "keeps the count when the object is evicted"
 * Caught by: 2-races "gives a hundred"
 * Hint: Does anything you wrote survive?
 */
export class Counter {}
`;

describe("the comment of a mistake", () => {
  it("says what is wrong, what it costs, what catches it and what to ask", () => {
    expect(readMistakeComment(whole)).toEqual({
      title: "The count lives in an instance field.",
      costs: "every eviction, deploy or crash sets the count back to zero.",
      caughtBy: [
        { file: "1-remembers", test: "keeps the count when the object is evicted" },
        { file: "2-races", test: "gives a hundred" },
      ],
      hint: "Does anything you wrote survive?",
    });
  });

  it.for([
    ["no comment", "export {};\n", "begin"],
    ["no title", whole.replace("The count lives in an instance field.", ""), "first"],
    ["no costs", whole.replace("Costs:", "Price:"), "Costs"],
    ["no test", whole.replaceAll("Caught by:", "Seen by:"), "Caught by"],
    ["a test without quotes", whole.replace('"gives a hundred"', "gives a hundred"), "of the form"],
    ["no hint", whole.replace("Hint:", "Tip:"), "Hint"],
  ])("is refused with %s", ([, source, word]) => {
    expect(readMistakeComment(source as string)).toEqual({ problem: expect.stringContaining(word as string) });
  });
});

describe("the file of a mistake", () => {
  const folder = folderWith({
    "mistakes/flat.jsonc": "",
    "mistakes/second/releases/2.jsonc": "",
    "mistakes/second/src/a.ts": "",
    "mistakes/elsewhere/src/b.ts": "",
    "mistakes/elsewhere/src/a.ts": "",
  });
  const focusByTask = ["releases/1.jsonc", "releases/2.jsonc"];
  const exercise = { solution: folder, focus: "releases/1.jsonc", focusByTask } as Exercise;

  it.each([
    ["flat", "flat.jsonc"],
    ["second", "second/releases/2.jsonc"],
    ["elsewhere", "elsewhere/src/a.ts"],
    ["missing", "missing/releases/1.jsonc"],
  ])("%s is %s", (name, path) => {
    expect(mistakeFile({ exercise, name })).toBe(`${folder}/mistakes/${path}`);
  });
});
