import { relative } from "node:path";
import type { Course, Exercise, Lesson } from "../course/exercise.ts";
import type { Subject } from "../grading/subject.ts";
import type { Verdict } from "../grading/verdict.ts";

/** What a rule finds: where, what is wrong, what to do. */
export type Problem = { file: string; message: string; remedy: string };

/** A subject with the verdicts of all repeats, and its type errors. */
export type Tried = { subject: Subject; verdicts: Verdict[]; types: string[] };

/**
 * How far a proof goes into an exercise. A glance grades starter and solution. The quick proof also tries mistakes, each
 * against the files of tests that it names and without its types, and alternatives. The full one runs all tests on all of
 * them, and on what is half done.
 */
export type Depth = "glance" | "quick" | "full";

/** All that the rules look at: an exercise, its texts, and what the grader said of each of its subjects. */
export type Material = {
  course: Course;
  exercise: Exercise;
  /** How far the exercise was gone into. */
  depth: Depth;
  lesson: Lesson;
  hints: Map<number, string[]>;
  starter: Tried;
  solution: Tried;
  mistakes: Tried[];
  alternatives: Tried[];
  /** The solution with one task's regions as in the starter. */
  regions: Tried[];
  /** The solution with the regions of several tasks as in the starter, but not of all: answers on the way. */
  halfDone: Tried[];
};

/** One thing that must hold of every exercise. */
export type Rule = {
  name: string;
  /** The depth from which on it can tell, where a glance can't. */
  depth?: "quick" | "full";
  check(material: Material): Problem[] | Promise<Problem[]>;
};

/** The name of a file as people see it: from the course's root. */
export function shown({ course }: Pick<Material, "course">, path: string): string {
  return relative(course.root, path).replaceAll("\\", "/");
}
