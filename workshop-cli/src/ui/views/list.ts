import type { Course, Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress, Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { about, counted } from "../words.ts";
import { bar, exerciseLine } from "./exercise-line.ts";

/** What a list shows. A selection is what was searched for: of it nothing is counted but itself. */
export type ListScreen = { shown: Exercise[]; isSelection: boolean };

/** The exercises of a course or track by part, and where the learner is with each. */
export function listView(theme: Theme, course: Course, progress: Progress, { shown, isSelection }: ListScreen): string {
  const bySlug = new Map(progress.exercises.map((each) => [each.slug, each]));
  const body = course.parts.flatMap((part): Line[] => {
    const own = shown.filter((exercise) => exercise.part === part.number);
    if (own.length === 0) return [];
    const passed = own.filter(({ slug }) => bySlug.get(slug)?.state === "passed").length;
    const heading = {
      text: theme.strong(`Part ${part.number}  ${part.title}`),
      ...(isSelection ? {} : { right: bar(theme, passed, own.length) }),
    };
    const lines = own.map((exercise) =>
      exerciseLine(theme, exercise, bySlug.get(exercise.slug) as ExerciseProgress, exercise.slug === progress.current),
    );
    return [heading, ...lines, ""];
  });
  const left = shown.filter(({ slug }) => bySlug.get(slug)?.state !== "passed");
  const minutes = left.reduce((sum, exercise) => sum + exercise.minutes, 0);
  const passed = isSelection
    ? counted(shown.length, "exercise")
    : [`${progress.passed} of ${progress.total} passed`, ...(minutes > 0 ? [`${about(minutes)} to go`] : [])].join(
        ", ",
      );
  return drawPage(theme, {
    title: progress.track === "full" || progress.track === null ? "Exercises" : `The track ${progress.track}`,
    right: theme.soft(passed),
    body: body.length === 0 ? ["No exercise is like that."] : body.slice(0, -1),
    end: [
      body.length === 0
        ? `All of them: ${theme.code("npx workshop list")}`
        : `Begin with any of them: ${theme.code("npx workshop start 4")}, or by a part of its name`,
    ],
  });
}
