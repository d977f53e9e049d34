import { describe, expect, it } from "vitest";
import { toAscii } from "../../src/ui/glyphs.ts";
import { themeWith } from "./themes.ts";

describe("colour", () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("%j, terminal: %s gives %s", (env, isTerminal, expected) => {
    expect(themeWith({ env, isTerminal }).hasColour).toBe(expected);
  });
  it("marks code by backticks where there is none", () => expect(themeWith().code("get()")).toBe("`get()`"));
});

describe("signs", () => {
  it.each<[Record<string, string>, NodeJS.Platform, boolean]>([
    [{ LANG: "de_DE.UTF-8" }, "linux", true],
    [{ LC_ALL: "C.utf8" }, "linux", true],
    [{ LANG: "en_US.UTF-8", LC_ALL: "C" }, "linux", false],
    [{}, "linux", false],
    [{}, "darwin", true],
    [{}, "win32", true],
    [{ LANG: "C.UTF-8", TERM: "linux" }, "linux", false],
  ])("%j on %s: Unicode %s", (env, platform, expected) => {
    expect(themeWith({ env, platform }).isUnicode).toBe(expected);
  });
  it("turns typography into ASCII", () => expect(toAscii("“a” – b’s… →")).toBe(`"a" - b's... ->`));
});

describe("links", () => {
  it.each<[Record<string, string>, boolean]>([
    [{ TERM_PROGRAM: "vscode" }, true],
    [{ TERM_PROGRAM: "iTerm.app" }, true],
    [{ TERM: "xterm-kitty" }, true],
    [{ WT_SESSION: "1" }, true],
    [{ VTE_VERSION: "7600" }, true],
    [{ VTE_VERSION: "5000" }, false],
    [{ TERM: "xterm-256color" }, false],
    [{ TERM_PROGRAM: "vscode", TERM: "dumb" }, false],
    [{ TERM_PROGRAM: "vscode", TMUX: "/tmp/tmux" }, false],
    [{ TERM_PROGRAM: "vscode", FORCE_HYPERLINK: "0" }, false],
    [{ FORCE_HYPERLINK: "1" }, true],
  ])("%j: %s", (env, expected) => {
    const text = themeWith({ env }).leadTo("https://x.dev", "x");
    expect(text).toBe(expected ? "\u001b]8;;https://x.dev\u001b\\x\u001b]8;;\u001b\\" : "x");
  });
  it("aren't there without a terminal, nor in plain mode", () => {
    const env = { TERM_PROGRAM: "vscode" };
    expect(themeWith({ env, isTerminal: false }).hasLinks).toBe(false);
    expect(themeWith({ env, plain: true }).hasLinks).toBe(false);
  });
});

describe("width", () => {
  it.each([
    [undefined, 80],
    [10, 40],
    [100, 100],
    [500, 200],
  ])("of %s columns is %i", (columns, width) => expect(themeWith({ columns }).width).toBe(width));
});
