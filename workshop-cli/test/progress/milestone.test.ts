import { describe, expect, it } from "vitest";
import type { Course, Exercise } from "../../src/course/exercise.ts";
import { newEvent } from "../../src/progress/events.ts";
import { foldProgress } from "../../src/progress/fold.ts";
import { milestonesAt } from "../../src/progress/milestone.ts";

const exercise = (slug: string, part: number) => ({ slug, number: 1, part, formerly: [] }) as unknown as Exercise;
const course = {
  parts: [
    { number: 1, title: "Objects" },
    { number: 2, title: "Time" },
  ],
  tracks: { full: ["a", "b", "c"], short: ["b"] },
  exercises: [exercise("a", 1), exercise("b", 1), exercise("c", 2)],
} as unknown as Course;

function reached(passed: string[], track?: string): string[] {
  const events = passed.map((slug) =>
    newEvent(slug, {
      type: "graded",
      state: "passed",
      official: true,
      tests: "t",
      answer: slug,
      tasks: {},
      stretch: slug === "a" ? "passed" : "failed",
      durationMs: 1,
    }),
  );
  if (track) events.unshift(newEvent("a", { type: "track-chosen", track }));
  const progress = foldProgress(course, events);
  const last = course.exercises.find(({ slug }) => slug === passed.at(-1)) as Exercise;
  return milestonesAt(course, progress, last).map(
    ({ end, exercises, stars, starsLeft }) => `${end.of}: ${exercises}, ${stars} of ${stars + starsLeft.length} stars`,
  );
}

describe("a pass reaches", () => {
  it.each<[string, string[], string | undefined, string[]]>([
    ["nothing while its part is open", ["a"], undefined, []],
    ["the end of a part", ["a", "b"], undefined, ["part: 2, 1 of 2 stars"]],
    ["the end of its track, whatever else is open", ["b"], "short", ["track: 1, 0 of 1 stars"]],
    ["no end of a track that it isn't in", ["b", "c"], "short", ["part: 1, 0 of 1 stars"]],
    [
      "the end of the course, which the full track is",
      ["a", "b", "c"],
      "full",
      ["part: 1, 0 of 1 stars", "course: 3, 1 of 3 stars"],
    ],
  ])("%s", (_, passed, track, ends) => expect(reached(passed, track)).toEqual(ends));
});
