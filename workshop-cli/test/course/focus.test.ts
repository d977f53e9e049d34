import { describe, expect, it } from "vitest";
import { readFields } from "../../src/course/fields.ts";
import { focusAfter, focusFiles } from "../../src/course/focus.ts";
import { parseFrontMatter } from "../../src/course/front-matter.ts";
import type { Verdict } from "../../src/grading/verdict.ts";

const described = (focus: string) => {
  const text = `---\ntitle: A\npart: 1\nminutes: 5\nconcepts: [b]\nfocus: ${focus}\n---\n`;
  const front = parseFrontMatter(text, "README.md");
  if (!front) throw new Error("no front matter");
  return { number: 1, slug: "a", folder: "/a", solution: "/s", ...readFields(front, "README.md") };
};
const verdict = (...states: string[]) =>
  ({ tasks: states.map((state, at) => ({ number: at + 1, title: "", state })) }) as Verdict;

describe("the file to edit", () => {
  it("is one for all tasks", () => {
    const exercise = described("src/a.ts");
    expect(exercise).toMatchObject({ focus: "src/a.ts" });
    expect(focusFiles(exercise)).toEqual(["src/a.ts"]);
    expect(focusAfter(exercise, verdict("passed", "failed"))).toBe("src/a.ts");
  });

  it("is that of the first task which isn't passed, where each has its own", () => {
    const exercise = described("[releases/1.jsonc, releases/2.jsonc]");
    expect(exercise).toMatchObject({ focus: "releases/1.jsonc" });
    expect(focusFiles(exercise)).toEqual(["releases/1.jsonc", "releases/2.jsonc"]);
    expect(focusAfter(exercise, null)).toBe("releases/1.jsonc");
    expect(focusAfter(exercise, verdict("passed", "failed"))).toBe("releases/2.jsonc");
    expect(focusAfter(exercise, verdict("passed", "passed"))).toBe("releases/1.jsonc");
  });

  it.each([
    ["Syntax error, so nothing could be run: Expected `;` (workspace/a/src/deep/b.ts:3:1)", "src/deep/b.ts"],
    ['wrangler.jsonc binds the class "A", but src/index.ts doesn\'t export one of that name.', "src/index.ts"],
    ["wrangler.jsonc isn't valid JSON with comments, line 3: colon expected.", "wrangler.jsonc"],
    ["boom (exercises/01-a/test/1-b.test.ts:4)", "src/a.ts"],
    ["The process that runs the tests ended early.", "src/a.ts"],
  ])("is the one that can't be graded: %s", (problem, file) => {
    const broken = { ...verdict("not-run"), state: "broken", problem } as Verdict;
    expect(focusAfter(described("src/a.ts"), broken)).toBe(file);
  });

  it.each([["[]"], ["[../a.ts]"], ["[src/a.ts, /b.ts]"]])("can't be %s", (focus) => {
    expect(() => described(focus)).toThrow(/`focus`/);
  });
});
