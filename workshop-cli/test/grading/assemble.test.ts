import { join } from "node:path";
import { expect, it } from "vitest";
import { assembleAlternatives, assembleMistakes } from "../../src/grading/assemble.ts";
import { listFiles } from "../../src/workspace/files.ts";
import { sampleCourse } from "../workspace/sample-course.ts";

it("what a system or an editor leaves among answers is none", () => {
  const { state, counter } = sampleCourse({
    "solutions/01-counter/mistakes/.DS_Store": "",
    "solutions/01-counter/mistakes/Thumbs.db": "",
    "solutions/01-counter/mistakes/.field.ts.swp": "",
    "solutions/01-counter/alternatives/whole/src/counter.ts": "",
    "solutions/01-counter/alternatives/whole/.DS_Store": "",
  });
  expect(assembleMistakes(state, counter).map(({ name }) => name)).toEqual(["field"]);
  const [, whole, ...others] = assembleAlternatives(state, counter);
  expect(whole).toMatchObject({ name: "whole", folder: join(state.subjects, "counter", "alternative-whole") });
  expect(others).toEqual([]);
  expect(listFiles(whole?.folder ?? "").filter((path) => path.startsWith("."))).toEqual([]);
});
