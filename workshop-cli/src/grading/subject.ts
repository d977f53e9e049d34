import type { Exercise } from "../course/exercise.ts";
import type { SubjectKind } from "./verdict.ts";

/** What is graded: a folder with `wrangler.jsonc` and `src/`, on which the exercise's own tests run. */
export type Subject = {
  kind: SubjectKind;
  /** Name of the mistake or alternative; `null` otherwise. */
  name: string | null;
  exercise: Exercise;
  /** Absolute path of the folder. */
  folder: string;
};
