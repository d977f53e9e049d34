import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseFrontMatter } from "../../src/course/front-matter.ts";
import { CourseError } from "../../src/errors.ts";

const fieldsOf = (body: string) => {
  const found = parseFrontMatter(`---\n${body}\n---\n`, "README.md");
  return Object.fromEntries([...(found?.fields ?? [])].map(([key, { value }]) => [key, value]));
};

describe("a front matter", () => {
  it.each<[string, string | string[]]>([
    ["plain words", "plain words"],
    ["a # b", "a"],
    ["a#b", "a#b"],
    ['"quoted: # \\u0041"', "quoted: # A"],
    ["'it''s'", "it's"],
    ["it's 5 o'clock # o'clock", "it's 5 o'clock"],
    ["[]", []],
    ["[a, b c, 3>1]", ["a", "b c", "3>1"]],
    ["[\"a, b\", 'c', d'e]  # why", ["a, b", "c", "d'e"]],
    ["a: b".replace(": ", ":"), "a:b"],
  ])("reads %s as YAML would", (written, value) => {
    expect(fieldsOf(`key: ${written}`)).toEqual({ key: value });
    expect(parse(`key: ${written}`, { schema: "failsafe" })).toEqual({ key: value });
  });

  it.each([
    "key",
    "key:value",
    "key:",
    "key: # comment",
    "key: a: b",
    "key: |",
    "key: > folded",
    "key: &anchor a",
    "key: *alias",
    "key: !tag a",
    "key: {a: 1}",
    "key: - a",
    "key: [a",
    "key: [a, [b]]",
    "key: [a, , b]",
    'key: "a',
    'key: "a" b',
    "key: 'a' b",
    "  key: indented",
    "- item",
    "Key: a",
    "key: a\nkey: b",
    "key: @a",
    "key: a\n  continued",
  ])("refuses %j, naming the line", (body) => {
    expect(() => fieldsOf(body)).toThrow(CourseError);
    expect(() => fieldsOf(body)).toThrow(/^README.md:[23]: /);
  });

  it("never reads anything otherwise than YAML does", () => {
    const piece = fc.constantFrom(..."ab1 ,:#'\"[]{}>-\\|&*!%@`?.\t".split(""));
    const value = fc.string({ unit: piece, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(value, (written) => {
        let ours: unknown;
        try {
          ours = fieldsOf(`key: ${written}`);
        } catch (error) {
          expect(error).toBeInstanceOf(CourseError);
          return;
        }
        expect(ours).toEqual(parse(`key: ${written}`, { schema: "failsafe" }));
      }),
      { numRuns: 5000 },
    );
  });

  it("tells where the text after it begins", () => {
    const text = "---\r\ntitle: x\r\n---\r\nText\r\n";
    const found = parseFrontMatter(text, "README.md");
    expect(found && text.slice(found.bodyStart)).toBe("Text\r\n");
    expect(found?.bodyLine).toBe(4);
  });

  it("that isn't there, or never ends, is told apart", () => {
    expect(() => parseFrontMatter("# Title\n", "README.md")).toThrow(/README.md:1: The front matter is missing/);
    expect(parseFrontMatter("---\ntitle: x\n", "README.md")).toBeNull();
  });
});
