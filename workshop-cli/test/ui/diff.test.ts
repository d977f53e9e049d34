import { describe, expect, it } from "vitest";
import { compareFolders } from "../../src/comparing/compare-folders.ts";
import { compareTexts, hunksOf } from "../../src/comparing/compare-texts.ts";
import { widthOf } from "../../src/ui/text.ts";
import { diffView } from "../../src/ui/views/diff.ts";
import { folderWith } from "../throwaway.ts";
import { themeWith } from "./themes.ts";

const draw = (
  mine: Record<string, string>,
  theirs: Record<string, string>,
  columns = 80,
  layout: "unified" | "side-by-side" = "unified",
) =>
  diffView(themeWith({ columns }), compareFolders(folderWith(mine), folderWith(theirs)), { layout, other: "solution" });

describe("a difference", () => {
  it("shows both lines with their numbers and signs", () => {
    const screen = draw({ "src/a.ts": "one\nreturn 0;\n" }, { "src/a.ts": "one\nreturn this.count;\n" });
    expect(screen).toContain(
      "- yours   + solution\n\nsrc/a.ts\n   1   one\n   2 - return 0;\n   2 + return this.count;",
    );
  });

  it.each([
    ["line endings", "a\r\nb\r\n", "a\nb\n"],
    ["spaces at a line's end", "a  \nb", "a\nb"],
    ["blank lines at the end", "a\n\n\n", "a"],
  ])("passes over %s", (_, mine, theirs) => {
    expect(draw({ "src/a.ts": mine }, { "src/a.ts": theirs })).toBe("No difference: yours reads like the solution.");
  });

  it("says in which project a file is alone", () => {
    const screen = draw({ "src/mine.ts": "a" }, { "src/theirs.ts": "b" });
    expect(screen).toContain("src/mine.ts  only in yours\n   1 - a");
    expect(screen).toContain("src/theirs.ts  only in the solution\n   1 + b");
  });

  it("looks at the configuration only where the solution changes it", () => {
    expect(draw({ "wrangler.jsonc": "{}", "src/a.ts": "" }, { "src/a.ts": "" })).toContain("No difference");
    expect(draw({ "wrangler.jsonc": "{}" }, { "wrangler.jsonc": "{ }" })).toContain("wrangler.jsonc");
  });

  it.each([60, 80, 160])("stands side by side in %i columns", (columns) => {
    const lines = draw({ "src/a.ts": "x".repeat(99) }, { "src/a.ts": "y" }, columns, "side-by-side").split("\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    expect(lines.at(-1)).toContain("│");
  });
});

describe("compared texts", () => {
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
  it("are cut into places with three lines around each", () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
    const rows = compareTexts(lines.join("\n"), lines.with(5, "x").with(30, "y").join("\n"));
    expect(hunksOf(rows).map((hunk) => hunk.length)).toEqual([8, 8]);
  });
});
