import type { Course, Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress, Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { bar, exerciseLine } from "./exercise-line.ts";

/** The exercises of a course or track by part, and where the learner is with each. */
export function listView(theme: Theme, course: Course, progress: Progress, shown: Exercise[]): string {
  const bySlug = new Map(progress.exercises.map((each) => [each.slug, each]));
  const body = course.parts.flatMap((part): Line[] => {
    const own = shown.filter((exercise) => exercise.part === part.number);
    if (own.length === 0) return [];
    const passed = own.filter(({ slug }) => bySlug.get(slug)?.state === "passed").length;
    const heading = {
      text: theme.strong(`Part ${part.number}  ${part.title}`),
      right: bar(theme, passed, own.length, 12),
    };
    const lines = own.map((exercise) =>
      exerciseLine(theme, exercise, bySlug.get(exercise.slug) as ExerciseProgress, exercise.slug === progress.current),
    );
    return [heading, ...lines, ""];
  });
  return drawPage(theme, {
    title: "Exercises",
    right: theme.soft(`${progress.passed} of ${progress.total} passed`),
    body: body.slice(0, -1),
    end: [`Begin with any of them: ${theme.code("npx workshop start 4")}, or by a part of its name`],
  });
}
