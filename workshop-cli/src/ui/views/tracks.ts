import type { Course } from "../../course/exercise.ts";
import type { Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import { padTo, widthOf } from "../text.ts";
import type { Theme } from "../theme.ts";
import { about, counted } from "../words.ts";
import { bar } from "./exercise-line.ts";

/** The tracks of a course, and how far the learner is on each. */
export function tracksView(theme: Theme, course: Course, progress: Progress): string {
  const names = Object.keys(course.tracks);
  const width = theme.isPlain ? 0 : Math.max(...names.map(widthOf));
  return drawPage(theme, {
    title: "Tracks",
    right: theme.soft("roads through the course"),
    body: names.map((name): Line => {
      const { passed, total } = countsOf(course, progress, name);
      const isCurrent = name === (progress.track ?? "full");
      return {
        mark: isCurrent ? "current" : passed === total ? "passed" : "open",
        text: `${padTo(isCurrent ? theme.strong(name) : name, width)}  ${theme.soft(trackFacts(course, progress, name))}`,
        right: bar(theme, passed, total),
      };
    }),
    end: [`Choose one: ${theme.code("npx workshop track essentials")}`],
  });
}

/** How many exercises a track has, and how long it takes from here. */
export function trackFacts(course: Course, progress: Progress, name: string): string {
  const { total, minutes } = countsOf(course, progress, name);
  return `${counted(total, "exercise")}, ${minutes === 0 ? "all passed" : `${about(minutes)} to go`}`;
}

function countsOf({ tracks, exercises }: Course, progress: Progress, name: string) {
  const own = exercises.filter(({ slug }) => tracks[name]?.includes(slug));
  const isPassed = (slug: string) => progress.exercises.find((each) => each.slug === slug)?.state === "passed";
  const left = own.filter(({ slug }) => !isPassed(slug));
  return {
    total: own.length,
    passed: own.length - left.length,
    minutes: left.reduce((sum, each) => sum + each.minutes, 0),
  };
}
