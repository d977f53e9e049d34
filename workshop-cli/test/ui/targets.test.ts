import { describe, expect, it } from "vitest";
import { fileTarget, targetsOf } from "../../src/ui/targets.ts";

describe("a place in a file", () => {
  it.each<[string, string, number | null, string, string]>([
    ["/w/src/a.ts", "/w", null, "src/a.ts", "file:///w/src/a.ts"],
    ["/w/src/a.ts", "/w", 12, "src/a.ts:12", "file:///w/src/a.ts#12"],
    ["/w/test/a.ts", "/w/workspace", 1, "../test/a.ts:1", "file:///w/test/a.ts#1"],
    ["/w/a b.ts", "/w", null, "a b.ts", "file:///w/a%20b.ts"],
    ["/w/a.ts", "/w/far/away/from/here", null, "/w/a.ts", "file:///w/a.ts"],
  ])("%s seen from %s, line %j, is shown as %s", (path, from, line, shown, address) => {
    expect(fileTarget(path, from, line)).toEqual({ shown, address });
  });
});

describe("links of a text", () => {
  const resolve = targetsOf("/w/solutions/01-counter", "/w");
  it.each([
    ["https://x.dev/#a", "https://x.dev/#a"],
    ["mistakes/a.ts", "solutions/01-counter/mistakes/a.ts"],
    ["../../exercises/04-sql/README.md#cost", "exercises/04-sql/README.md"],
  ])("to %s lead to %s", (href, shown) => expect(resolve(href).shown).toBe(shown));
});
