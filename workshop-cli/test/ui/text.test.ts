import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { cutTo, spread, widthOf, wrap } from "../../src/ui/text.ts";

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;

describe("widthOf", () => {
  it.each([
    ["plain", 5],
    [bold("bold"), 4],
    ["日本", 4],
    ["e\u0301", 1],
    ["🎉", 2],
    ["✓ ─ │", 5],
  ])("%j takes %i columns", (text, width) => expect(widthOf(text)).toBe(width));
});

describe("wrap", () => {
  it("breaks at spaces", () => expect(wrap("one two three", 8)).toEqual(["one two", "three"]));
  it("breaks a word that is longer than a line", () =>
    expect(wrap("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]));
  it("keeps an indent", () => expect(wrap("  one two", 6)).toEqual(["  one", "  two"]));
  it("keeps the spaces of code, and its indent under colours", () => {
    expect(wrap(`${bold(" ")} ${bold("  a =  1; // why")}`, 11)).toEqual([
      `${bold(" ")} \u001b[1m  a =  1;\u001b[0m`,
      "\u001b[1m    // why\u001b[22m",
    ]);
  });
  it("keeps blank lines", () => expect(wrap("a\n\nb", 9)).toEqual(["a", "", "b"]));
  it("closes a style at the end of a line and opens it on the next", () => {
    expect(wrap(bold("one two"), 4)).toEqual(["\u001b[1mone\u001b[0m", "\u001b[1mtwo\u001b[22m"]);
  });
  it("loses no word, whatever the width", () => {
    const text = `The count lives in ${bold("an instance field")}, so it is gone.`;
    for (let width = 1; width < 60; width++) {
      const lines = wrap(text, width);
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
      expect(stripVTControlCharacters(lines.join("")).replaceAll(" ", "")).toBe(
        stripVTControlCharacters(text).replaceAll(" ", ""),
      );
    }
  });
});

describe("cutTo", () => {
  it("leaves what fits", () => expect(cutTo("fits", 4, "…")).toBe("fits"));
  it("says that something is missing", () => expect(cutTo("doesn't fit", 8, "…")).toBe("doesn't…"));
});

describe("spread", () => {
  it("puts the right part at the edge", () => expect(spread("a", "b", 6)).toBe("a    b"));
  it("goes below where there is no room", () => expect(spread("long", "text", 8)).toBe("long\n    text"));
  it("ends at the edge there, also under colours", () =>
    expect(spread("long", bold("  text"), 8)).toBe(`long\n  ${bold("  text")}`));
});
