/** One exercise of the course, as its folder and front matter tell it. Nothing here needs the lesson's text. */
export type Exercise = {
  /** Place in the course, from the folder's name: `04-sql-schema` is 4. */
  number: number;
  /** Stable name: the folder's name without its number. Progress and copies go by it. */
  slug: string;
  /** Absolute path of the exercise's folder. */
  folder: string;
  /** Absolute path of the solution's folder. */
  solution: string;
  title: string;
  part: number;
  /** An estimate. */
  minutes: number;
  concepts: string[];
  /** The file to edit, relative to the folder: `src/counter.ts`. */
  focus: string;
  /** Where the tasks have files of their own: those, in the tasks' order. `focus` is the first of them. */
  focusByTask?: string[];
  /** Seconds that a run of the tests may take. */
  limit: number;
  /** Tasks that another task builds on: `{ 3: [1] }` says that task 3 can't pass before task 1. */
  needs: Record<number, number[]>;
  /** Older slugs of this exercise. */
  formerly: string[];
};

/** A course: exercises in order, the titles of its parts, and its tracks (lists of slugs by name). */
export type Course = {
  root: string;
  parts: { number: number; title: string }[];
  tracks: Record<string, string[]>;
  exercises: Exercise[];
};

/** The lesson of an exercise: the README without its front matter, and its tasks. */
export type Lesson = {
  text: string;
  tasks: { number: number; title: string; text: string }[];
};
