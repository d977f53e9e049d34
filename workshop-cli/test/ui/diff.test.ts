import { describe, expect, it } from "vitest";
import { compareAnswers, laidOver } from "../../src/comparing/compare-answers.ts";
import { compareTexts, hunksOf, rowsWithin } from "../../src/comparing/compare-texts.ts";
import { answerFiles } from "../../src/course/answer.ts";
import { widthOf } from "../../src/ui/text.ts";
import { diffView } from "../../src/ui/views/diff.ts";
import { folderWith } from "../throwaway.ts";
import { themeWith } from "./themes.ts";

const draw = (
  mine: Record<string, string>,
  theirs: Record<string, string>,
  columns = 80,
  layout?: "unified" | "side-by-side",
) => {
  const files = compareAnswers(answerFiles(folderWith(mine)), answerFiles(folderWith(theirs)));
  return diffView(themeWith({ columns }), files, { title: "A counter", other: "solution", task: null, layout });
};

describe("a difference", () => {
  it("shows both lines with their numbers and signs", () => {
    const screen = draw({ "src/a.ts": "one\nreturn 0;\n" }, { "src/a.ts": "one\nreturn this.count;\n" });
    expect(screen).toContain(
      "A counter\n- yours   + solution\n\nsrc/a.ts\n   1   one\n   2 - return 0;\n   2 + return this.count;",
    );
  });

  it.each([
    ["line endings", "a\r\nb\r\n", "a\nb\n"],
    ["spaces at a line's end", "a  \nb", "a\nb"],
    ["blank lines at the end", "a\n\n\n", "a"],
    ["indents", "if (a) {\n\tb();\n}", "if (a) {\n  b();\n}"],
    ["spaces between words of code", "const a=1", "const a = 1"],
    ["quotes, semicolons and last commas", "f('a')\n{ b, }", 'f("a");\n{ b }'],
  ])("passes over %s", (_, mine, theirs) => {
    expect(draw({ "src/a.ts": mine }, { "src/a.ts": theirs })).toBe(
      "No difference in A counter: yours reads like the solution.",
    );
  });

  it.each([
    ["spaces in a string", 'f("a  b")', 'f("a b")'],
    ["spaces in a comment", "// a  b", "// a b"],
    ["quotes that hold quotes", `f('"')`, "f('')"],
    ["a word", "return a", "returna + 1"],
  ])("shows %s", (_, mine, theirs) => {
    expect(draw({ "src/a.ts": mine }, { "src/a.ts": theirs })).toContain(`   1 - ${mine}\n   1 + ${theirs}`);
  });

  it("hangs what doesn't fit under the line's own indent", () => {
    const screen = draw({ "src/a.ts": `  return ${"word ".repeat(20)};` }, { "src/a.ts": "" });
    expect(screen).toMatch(/^ {3}1 - {3}return word.*\n {9}word/m);
  });

  it("keeps each side's own text where both read alike", () => {
    const screen = draw({ "src/a.ts": "f('a')\none" }, { "src/a.ts": 'f("a");\ntwo' }, 160);
    expect(screen).toMatch(/1 {3}f\('a'\) +│ {4}1 {3}f\("a"\);/);
  });

  it("stands side by side where two columns of code have room", () => {
    const side = (columns: number) => draw({ "src/a.ts": "a" }, { "src/a.ts": "b" }, columns).includes("│");
    expect([side(80), side(149), side(150), side(200)]).toEqual([false, false, true, true]);
  });

  it("says in which project a file is alone", () => {
    const screen = draw({ "src/mine.ts": "a" }, { "src/theirs.ts": "b" });
    expect(screen).toContain("src/mine.ts  only in yours\n   1 - a");
    expect(screen).toContain("src/theirs.ts  only in the solution\n   1 + b");
  });

  it("looks at the configuration only where the solution changes it", () => {
    expect(draw({ "wrangler.jsonc": "{}", "src/a.ts": "" }, { "src/a.ts": "" })).toContain("No difference");
    expect(draw({ "wrangler.jsonc": "{}" }, { "wrangler.jsonc": "[]" })).toContain("wrangler.jsonc");
  });

  it.each([60, 80, 160])("stands side by side in %i columns", (columns) => {
    const lines = draw({ "src/a.ts": "x".repeat(99) }, { "src/a.ts": "y" }, columns, "side-by-side").split("\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    expect(lines.at(-1)).toContain("│");
  });
});

describe("an answer laid over another", () => {
  const solution = () => answerFiles(folderWith({ "src/a.ts": "", "src/b.ts": "", "wrangler.jsonc": "" }));
  it("takes the place of its focus when it is a file", () => {
    const folder = folderWith({ "sql.ts": "" });
    const files = laidOver(solution(), `${folder}/sql.ts`, "src/a.ts");
    expect(files.get("src/a.ts")).toBe(`${folder}/sql.ts`);
    expect([...files.keys()].sort()).toEqual(["src/a.ts", "src/b.ts", "wrangler.jsonc"]);
  });
  it("brings all its files when it is a folder", () => {
    const folder = folderWith({ "src/b.ts": "", "src/c.ts": "" });
    const files = laidOver(solution(), folder, "src/a.ts");
    expect([files.get("src/b.ts"), files.has("src/c.ts")]).toEqual([`${folder}/src/b.ts`, true]);
  });
});

describe("compared texts", () => {
  it("can be limited to some lines of the right side", () => {
    const rows = compareTexts("a\nTODO 1\nb\nTODO 2\nc\nTODO 3\nd", "a\none\nb\ntwo\nmore\nc\nd");
    const changes = (...ranges: [number, number][]) =>
      rowsWithin(rows, ranges)
        .filter(({ state }) => state === "changed")
        .map(({ left, right }) => [left, right].map((side) => side?.spans[0]?.text));
    expect(changes([2, 2])).toEqual([["TODO 1", "one"]]);
    expect(changes([4, 5])).toEqual([
      ["TODO 2", "two"],
      [undefined, "more"],
    ]);
    expect(changes([7, 6])).toEqual([["TODO 3", undefined]]);
    expect(changes([2, 2], [7, 6])).toEqual([
      ["TODO 1", "one"],
      ["TODO 3", undefined],
    ]);
  });

  it("mark the words that differ", () => {
    const [row] = compareTexts("return 0;", "return 1;");
    expect(row?.left?.spans.filter(({ changed }) => changed)).toEqual([{ text: "0", changed: true }]);
  });
  it("pair lines that resemble each other", () => {
    const rows = compareTexts("// TODO 1: keep it\nreturn count + 0;", "return count + by;");
    expect(rows.map(({ left, right }) => [left?.line, right?.line])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
  });
  it("mark no words in lines that don't resemble each other", () => {
    const [row] = compareTexts("// TODO 1: keep it", "const count = this.value() + by;");
    expect([row?.left?.spans.length, row?.right?.spans.length]).toEqual([1, 1]);
  });
  it("are cut into places with three lines around each", () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    const rows = compareTexts(lines.join("\n"), lines.with(5, "x").with(30, "y").join("\n"));
    expect(hunksOf(rows).map((hunk) => hunk.length)).toEqual([7, 7]);
  });
});
