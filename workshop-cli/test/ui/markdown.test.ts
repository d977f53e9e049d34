import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/ui/markdown.ts";
import { widthOf } from "../../src/ui/text.ts";
import { themeWith } from "./themes.ts";

const render = (text: string, width = 40) => renderMarkdown(themeWith(), text, { width });

describe("Markdown in the terminal", () => {
  it.each([
    ["a heading", "## 1. Counts", "## 1. Counts"],
    ["code in a line", "Call `get()` *now*", "Call `get()` *now*"],
    ["a link by a number, its address below", "See [it](https://x.dev).", "See it [1].\n\n[1] https://x.dev"],
    ["an address as it is", "<https://x.dev>", "https://x.dev"],
    ["line breaks of the source as spaces", "one\ntwo", "one two"],
    ["characters that HTML would escape", "a < b && c", "a < b && c"],
    ["a list", "- one\n- two", "• one\n• two"],
    ["a numbered list", "3. one\n4. two", "3. one\n4. two"],
    ["a list in a list", "- one\n  - two", "• one\n  • two"],
    ["code, indented and unchanged", "```ts\nif (a)  return;\n```", "    if (a)  return;"],
    ["a quotation", "> said", "│ said"],
  ])("shows %s", (_, text, expected) => expect(render(text)).toBe(expected));

  it("hangs the lines of a list's item under its text", () => {
    expect(render("- one two three", 10)).toBe("• one two\n  three");
  });

  it("draws a table where it fits, and lists its rows where it doesn't", () => {
    const table = "| API | cost |\n|---|---|\n| put | one row |";
    expect(render(table)).toBe("API  cost\n───  ───────\nput  one row");
    expect(render(table, 10)).toBe("API: put\ncost: one\nrow");
    expect(render("| API | cost |\n|---|---|\n| put | one row, or two with an index |", 20)).toBe(
      "API  cost\n───  ───────────────\nput  one row, or two\n     with an index",
    );
  });

  it("gives a link that comes again the same number, and no number where addresses aren't wanted", () => {
    const text = "[a](https://x.dev), [b](b.ts), [c](https://x.dev)";
    const resolve = (href: string) => ({ address: href, shown: href.replace("b.ts", "solutions/b.ts") });
    expect(renderMarkdown(themeWith(), text, { width: 40, resolve })).toBe(
      "a [1], b [2], c [1]\n\n[1] https://x.dev\n[2] solutions/b.ts",
    );
    expect(renderMarkdown(themeWith(), text, { width: 40, notes: "none" })).toBe("a, b, c");
  });

  it("leads there where the terminal knows links, also over the end of a line", () => {
    const theme = themeWith({ env: { FORCE_HYPERLINK: "1", NO_COLOR: "1", LANG: "C.UTF-8" } });
    const [open, close] = ["\u001b]8;;https://x.dev\u001b\\", "\u001b]8;;\u001b\\"];
    expect(renderMarkdown(theme, "[one two](https://x.dev)", { width: 4 })).toBe(
      `${open}one${close}\n${open}two${close}`,
    );
  });

  it("leaves no Markdown signs and no wider lines in a long text", () => {
    const text = "Some **bold words** and `code` in a text that is *long* enough to be wrapped several times over.";
    const lines = render(text, 24).split("\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(24);
    expect(lines.join(" ")).toBe(
      "Some bold words and `code` in a text that is *long* enough to be wrapped several times over.",
    );
  });

  it("paints TypeScript and changes no character of it", () => {
    const code = 'const a = "x"; // why\nawait f(`$' + "{a}`, /* no */ class_, true);";
    const painted = renderMarkdown(
      themeWith({ env: { FORCE_COLOR: "1", LANG: "C.UTF-8" } }),
      `\`\`\`ts\n${code}\n\`\`\``,
      { width: 80 },
    );
    expect(painted).toContain("\u001b[36mconst\u001b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(painted.replace(/\u001b\[\d+m/g, "").replaceAll("    ", "")).toBe(code);
  });
});
