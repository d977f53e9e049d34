import { afterEach } from "vitest";
import { copyOf } from "../../src/grading/assemble.ts";
import { openGrader } from "../../src/grading/grader.ts";
import { type bodies, makeTinyCourse } from "./tiny-course.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A grader on a course of one exercise whose code is `body`; both are gone after the test. */
export function open(body: keyof typeof bodies, limit = 20, options: Parameters<typeof openGrader>[1] = {}) {
  const course = makeTinyCourse(body, limit);
  const grader = openGrader(course.state, options);
  undo.push(course.remove, grader.close);
  const { exercise, lesson } = course;
  const grade = (options = {}) =>
    grader.grade(copyOf(exercise, exercise.folder), { lesson, official: () => true, ...options });
  return { ...course, grader, grade };
}
