import type { Course } from "../../course/exercise.ts";
import type { Progress } from "../../progress/progress.ts";
import type { Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { bar } from "./exercise-line.ts";

/** The parts of a course, and how much of each is passed. */
export function partLines(theme: Theme, { parts, exercises }: Course, progress: Progress): Line[] {
  const isPassed = (slug: string) => progress.exercises.find((each) => each.slug === slug)?.state === "passed";
  return parts.flatMap(({ number, title }): Line[] => {
    const own = exercises.filter(({ part }) => part === number);
    const done = own.filter(({ slug }) => isPassed(slug)).length;
    return own.length === 0 ? [] : [{ text: `Part ${number}  ${title}`, right: bar(theme, done, own.length) }];
  });
}
