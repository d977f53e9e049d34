import type { Course, Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress, Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { bar, exerciseLine } from "./exercise-line.ts";

/** Progress by part, and what each exercise that was begun took. */
export function statusView(theme: Theme, course: Course, progress: Progress, upNext: Exercise | null): string {
  const bySlug = new Map(progress.exercises.map((each) => [each.slug, each]));
  const parts = course.parts.flatMap(({ number, title }): Line[] => {
    const own = course.exercises.filter((exercise) => exercise.part === number);
    const done = own.filter(({ slug }) => bySlug.get(slug)?.state === "passed").length;
    return own.length === 0 ? [] : [{ text: `Part ${number}  ${title}`, right: bar(theme, done, own.length, 12) }];
  });
  const begun = course.exercises.flatMap((exercise): Line[] => {
    const own = bySlug.get(exercise.slug);
    if (!own || own.state === "not-started") return [];
    const line = exerciseLine(theme, exercise, own, exercise.slug === progress.current) as { text: string };
    return [{ ...line, right: effort(own) }];
  });
  return drawPage(theme, {
    title: "Where you are",
    right: theme.soft(`${progress.passed} of ${progress.total} passed, ${inHours(progress.minutesSpent)} so far`),
    body: [...parts, ...(begun.length > 0 ? ["", ...begun] : [])],
    end: [
      upNext
        ? `Next: ${upNext.title}. ${theme.code(`npx workshop start ${upNext.number}`)}`
        : "You have passed every exercise.",
    ],
  });
}

function effort({ minutesSpent, attempts, hintsUsed, solution }: ExerciseProgress): string {
  const facts = [inHours(minutesSpent), counted(attempts, "attempt"), hintsUsed > 0 ? counted(hintsUsed, "hint") : ""];
  if (solution !== "unseen") facts.push(solution === "applied" ? "solution applied" : "solution seen");
  return facts.filter((each) => each !== "").join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function inHours(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
