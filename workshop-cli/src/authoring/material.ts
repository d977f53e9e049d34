import { relative } from "node:path";
import type { Course, Exercise, Lesson } from "../course/exercise.ts";
import type { Subject } from "../grading/subject.ts";
import type { Verdict } from "../grading/verdict.ts";

/** What a rule finds: where, what is wrong, what to do. */
export type Problem = { file: string; message: string; remedy: string };

/** A subject with the verdicts of all repeats, and its type errors. */
export type Tried = { subject: Subject; verdicts: Verdict[]; types: string[] };

/** All that the rules look at: an exercise, its texts, and what the grader said of each of its subjects. */
export type Material = {
  course: Course;
  exercise: Exercise;
  /** How far the exercise was gone into. */
  depth: "quick" | "full";
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
  /** Set where the quick proof can't tell: it runs a mistake's named tests only, and those once. */
  depth?: "full";
  check(material: Material): Problem[] | Promise<Problem[]>;
};

/** The name of a file as people see it: from the course's root. */
export function shown({ course }: Pick<Material, "course">, path: string): string {
  return relative(course.root, path).replaceAll("\\", "/");
}
