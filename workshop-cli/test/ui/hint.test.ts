import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/ui/text.ts";
import { type Hint, hintView } from "../../src/ui/views/hint.ts";
import { themeWith } from "./themes.ts";

const task = { number: 2, title: "A counter remembers" };
const rung = (changes: object = {}): Hint => ({ kind: "rung", task, rung: 1, of: 3, text: "Use `put()`.", ...changes });
const mistake: Hint = {
  kind: "mistake",
  task,
  title: "The count lives in a `field`.",
  costs: "every deploy sets it back to zero.",
  question: "Where is a field when the object isn't in memory?",
  rungs: 3,
};
const draw = (hint: Hint, theme = themeWith()) => hintView(theme, hint, "press h");

describe("a hint", () => {
  it("says which of how many it is, for which task, and how to get the next", () => {
    expect(draw(rung())).toMatch(/┌ {2}Hint 1 of 3 +2\. A counter remembers\n│\n│ {2}Use `put\(\)`\./);
    expect(draw(rung())).toContain("2 more for this task, when you want them  `press h`");
    expect(draw(rung({ rung: 2 }))).toContain("1 more for this task, when you want it  `press h`");
  });
  it("that is the last leads to the solution, and to a report for who is sure", () => {
    expect(draw(rung({ rung: 3 }))).toMatch(/That was the last one[\s\S]*workshop solution[\s\S]*workshop report/);
  });
  it("says first when something that was given is broken", () => {
    expect(draw(rung({ broken: "answers 404" }))).toMatch(
      /▲ {2}Something that was given is broken: "answers 404"\n[\s\S]*diff --starter[\s\S]*Use `put/,
    );
  });
  it("names a mistake, what it costs, and asks", () => {
    expect(draw(mistake)).toMatch(
      /▲ {2}The count lives in a `field`\.\n│ {2}Every deploy sets it back[\s\S]*Where is a field[\s\S]*There are 3 hints for the task itself {2}`press h`/,
    );
  });
  it("is words in plain mode", () => {
    expect(draw(mistake, themeWith({ plain: true }))).toContain("attention: The count lives in a `field`.");
  });
  it.each([40, 80, 200])("fits into %i columns", (columns) => {
    const theme = themeWith({ columns });
    for (const hint of [mistake, rung({ rung: 3, broken: "answers 404 to whoever asks for what isn't there" })]) {
      expect(Math.max(...draw(hint, theme).split("\n").map(widthOf))).toBeLessThanOrEqual(columns);
    }
  });
});
