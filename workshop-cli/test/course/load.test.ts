import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import { CourseError } from "../../src/errors.ts";
import { folderWith } from "../throwaway.ts";
import { courseWith, frontMatter } from "./small-course.ts";

describe("a course", () => {
  it("is its folders in order, with what each lesson's front matter says", () => {
    const root = courseWith({
      "10-late": { part: "2", limit: "60", needs: "[3>1, 3>2]", formerly: "[later]" },
      "02-early": { title: '"Two: more"' },
    });
    const course = loadCourse(root);
    expect(course.exercises.map(({ number, slug }) => [number, slug])).toEqual([
      [2, "early"],
      [10, "late"],
    ]);
    expect(course.exercises[0]).toEqual({
      number: 2,
      slug: "early",
      folder: join(root, "exercises", "02-early"),
      solution: join(root, "solutions", "02-early"),
      title: "Two: more",
      part: 1,
      minutes: 15,
      concepts: ["RPC"],
      focus: "src/counter.ts",
      limit: 20,
      needs: {},
      formerly: [],
    });
    expect(course.exercises[1]).toMatchObject({ limit: 60, needs: { 3: [1, 2] }, formerly: ["later"] });
    expect(course.parts).toEqual([
      { number: 1, title: "One" },
      { number: 2, title: "Two" },
    ]);
    expect(course.tracks).toEqual({ full: ["early", "late"] });
  });

  it("has tracks, in which older slugs mean the newer ones", () => {
    const tracks = { short: ["b", "old-a"] };
    const root = courseWith(
      { "01-a": { formerly: "[old-a]" }, "02-b": {} },
      JSON.stringify({ parts: ["One"], tracks }),
    );
    expect(loadCourse(root).tracks).toEqual({ full: ["a", "b"], short: ["b", "a"] });
  });

  it("passes over folders without a lesson and folders of other names", () => {
    const root = courseWith({ "01-a": {} });
    mkdirSync(join(root, "exercises/02-renamed/node_modules"), { recursive: true });
    mkdirSync(join(root, "exercises/01-a copy"));
    expect(loadCourse(root).exercises.map(({ slug }) => slug)).toEqual(["a"]);
  });

  it("may have Windows line ends, a byte order mark, and a front matter longer than a page", () => {
    const long = frontMatter({ concepts: `[${"x".repeat(5000)}]` }).replaceAll("\n", "\r\n");
    const root = folderWith({
      "exercises/01-a/README.md": `\uFEFF${long}`,
      "exercises/course.json": '\uFEFF{"parts":["One"]}',
    });
    expect(loadCourse(root).exercises[0]?.concepts[0]).toHaveLength(5000);
  });

  it("of a thousand exercises is there in a moment", () => {
    const names = Array.from({ length: 1000 }, (_, i) => [`${String(i + 1).padStart(4, "0")}-exercise-${i}`, {}]);
    const root = courseWith(Object.fromEntries(names));
    expect(loadCourse(root).exercises).toHaveLength(1000);
    // The best of some, for the machine may have other things to do.
    const durations = Array.from({ length: 5 }, () => {
      const start = performance.now();
      loadCourse(root);
      return performance.now() - start;
    });
    expect(Math.min(...durations)).toBeLessThan(500);
  });
});

describe("a course at fault", () => {
  const cases: [string, Record<string, Record<string, string | null>>, string | undefined, RegExp][] = [
    ["without a title", { "01-a": { title: null } }, undefined, /01-a\/README.md:1: `title` is missing/],
    [
      "with a part that is no number",
      { "01-a": { part: "one" } },
      undefined,
      /01-a\/README.md:3: `part` must be a whole/,
    ],
    [
      "with concepts that are no list",
      { "01-a": { concepts: "RPC" } },
      undefined,
      /README.md:5: `concepts` must be a list/,
    ],
    ["with a focus outside", { "01-a": { focus: "../x.ts" } }, undefined, /README.md:6: `focus` must be a path inside/],
    ["with an unknown key", { "01-a": { level: "3" } }, undefined, /README.md:7: `level` isn't known/],
    ["with needs in words", { "01-a": { needs: "[three]" } }, undefined, /README.md:7: `three` doesn't say/],
    ["with one number twice", { "01-a": {}, "1-b": {} }, undefined, /"number 1" belongs to/],
    ["with one slug twice", { "01-a": {}, "02-a": {} }, undefined, /"a" belongs to/],
    ["with an older slug in use", { "01-a": {}, "02-b": { formerly: "[a]" } }, undefined, /"a" belongs to/],
    ["with a part without title", { "01-a": { part: "9" } }, undefined, /course.json:1: a is in part 9/],
    ["whose course.json is torn", { "01-a": {} }, '{\n "parts": [}', /course.json:2: It isn't JSON/],
    ["whose course.json is empty", { "01-a": {} }, "", /course.json:1: It isn't JSON/],
    [
      "whose track names nothing",
      { "01-a": {} },
      '{"parts":["One"],\n"tracks":{"t":["zz"]}}',
      /course.json:2: .*names "zz"/,
    ],
    ["whose parts are missing", { "01-a": {} }, "{}", /"parts" must be a list/],
  ];

  it.each(cases)("%s is named with file and line", (_, folders, courseFile, message) => {
    const root = courseWith(folders, courseFile);
    const error = caught(() => loadCourse(root));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(4);
    expect(error.remedy).not.toBe("");
  });

  it("is said when the folder or the file isn't there at all", () => {
    expect(caught(() => loadCourse(folderWith({}))).message).toMatch(/There is no course in/);
    expect(caught(() => loadCourse(folderWith({ "exercises/x.txt": "" }))).message).toMatch(
      /course.json can't be read/,
    );
  });
});

function caught(action: () => unknown): CourseError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(CourseError);
    return error as CourseError;
  }
  throw new Error("Expected a CourseError, got none");
}
