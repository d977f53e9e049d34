import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHints } from "../../src/course/hints.ts";
import { readLesson } from "../../src/course/lesson.ts";
import { loadCourse } from "../../src/course/load.ts";
import { openState } from "../../src/state.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { listFiles } from "../../src/workspace/files.ts";
import { copyFixtureCourse } from "../fixture-course.ts";

describe("the fixture course", () => {
  const root = copyFixtureCourse();
  const course = loadCourse(root);

  it("has one exercise for each way a run can end", () => {
    expect(course.exercises.map(({ slug }) => slug)).toEqual(["passing", "failing", "broken", "loops", "prints"]);
    expect(course.tracks.sound).toEqual(["passing", "failing"]);
  });

  it.each(course.exercises)("has a lesson, hints and a solution for $slug", (exercise) => {
    expect([...readHints(exercise).keys()]).toEqual(readLesson(exercise).tasks.map(({ number }) => number));
    expect(listFiles(exercise.solution)).toContain(exercise.focus);
    const { copy } = openCopy(openState(root), exercise);
    expect(listFiles(copy)).toEqual(listFiles(join(root, "exercises", `0${exercise.number}-${exercise.slug}`)));
  });
});
