import type { Course, Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress, Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { about, counted, inHours } from "../words.ts";
import { exerciseLine } from "./exercise-line.ts";
import { partLines } from "./parts.ts";

/** Where the learner is: what comes next, and what is still to be passed of the track. */
export type StatusScreen = { course: Course; progress: Progress; upNext: Exercise | null; left: Exercise[] };

/** Progress by part, and what each exercise that was begun took. */
export function statusView(theme: Theme, { course, progress, upNext, left }: StatusScreen): string {
  const bySlug = new Map(progress.exercises.map((each) => [each.slug, each]));
  const begun = course.exercises.flatMap((exercise): Line[] => {
    const own = bySlug.get(exercise.slug);
    if (!own || own.state === "not-started") return [];
    const line = exerciseLine(theme, exercise, own, exercise.slug === progress.current) as { text: string };
    return [{ ...line, right: effort(own) }];
  });
  const minutes = left.reduce((sum, exercise) => sum + exercise.minutes, 0);
  const facts = [`${progress.passed} of ${progress.total} passed`, `${inHours(progress.minutesSpent)} so far`];
  if (minutes > 0) facts.push(`${about(minutes)} to go`);
  return drawPage(theme, {
    title: "How far you are",
    right: theme.soft(facts.join(", ")),
    body: [
      ...(progress.track === null ? [] : [`You are on the track ${theme.strong(progress.track)}.`, ""]),
      ...partLines(theme, course, progress),
      ...(begun.length > 0 ? ["", ...begun] : []),
    ],
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
