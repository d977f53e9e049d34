import { describe, expect, it } from "vitest";
import type { Course, Exercise } from "../../src/course/exercise.ts";
import type { WorkshopEvent } from "../../src/progress/events.ts";
import { newEvent } from "../../src/progress/events.ts";
import { foldProgress } from "../../src/progress/fold.ts";
import { homeView } from "../../src/ui/views/home.ts";
import { listView } from "../../src/ui/views/list.ts";
import { statusView } from "../../src/ui/views/status.ts";
import { themeWith } from "./themes.ts";

const exercise = (number: number, slug: string, part: number): Exercise => ({
  number,
  slug,
  part,
  folder: `/w/exercises/${slug}`,
  solution: `/w/solutions/${slug}`,
  title: `The ${slug}`,
  minutes: 15,
  concepts: ["RPC"],
  focus: "src/a.ts",
  limit: 20,
  needs: {},
  formerly: [],
});
const course: Course = {
  root: "/w",
  parts: [
    { number: 1, title: "Objects" },
    { number: 2, title: "Time" },
  ],
  tracks: {},
  exercises: [exercise(1, "counter", 1), exercise(2, "alarm", 2), exercise(3, "clock", 2)],
};
const graded = (slug: string, state: "passed" | "failed", stretch: "passed" | "failed" = "failed") =>
  newEvent(slug, {
    type: "graded",
    state,
    official: true,
    tests: "t",
    answer: slug + state,
    tasks: {},
    stretch,
    durationMs: 1,
  });
const started = (slug: string) => newEvent(slug, { type: "started" });

const list = (...events: WorkshopEvent[]) =>
  listView(themeWith(), course, foldProgress(course, events), course.exercises);
const home = (follows: "menu" | "commands", upNext: Exercise | null, ...events: WorkshopEvent[]) =>
  homeView(themeWith(), { course, progress: foldProgress(course, events), upNext, follows });

describe("the list", () => {
  it("shows exercises by part, not begun", () => {
    expect(list()).toMatch(/Part 1 {2}Objects .* 0 of 1\n○ {2}01 {2}The counter .*15 min\n/);
  });
  it.each([
    ["in progress", [started("counter")], /▸ {2}01 {2}The counter +in progress +15 min/],
    ["passed", [graded("counter", "passed")], /✓ {2}01 {2}The counter +passed +15 min/],
    ["passed with its stretch", [graded("counter", "passed", "passed")], /✓ {2}01 {2}The counter ★/],
    [
      "passed, failing now",
      [graded("counter", "passed"), graded("counter", "failed")],
      /✗ {2}01 .* passed, failing now/,
    ],
  ])("says that an exercise is %s", (_, events, expected) => expect(list(...events)).toMatch(expected));
  it("counts", () => expect(list(graded("alarm", "passed"))).toContain("1 of 3 passed"));
});

describe("the home screen", () => {
  it("welcomes who is new, and says how to begin", () => {
    const screen = home("commands", course.exercises[0] ?? null);
    expect(screen).toContain("First: 01  The counter");
    expect(screen).toContain("npx workshop start");
  });
  it("shows the current exercise and what comes next", () => {
    const screen = home("commands", course.exercises[1] ?? null, graded("counter", "passed"));
    expect(screen).toMatch(/✓ {2}01 {2}The counter +passed/);
    expect(screen).toMatch(/◇ {2}Next: 02 {2}The alarm +15 min/);
  });
  it("congratulates at the end", () => {
    expect(home("commands", null, graded("counter", "passed"))).toContain("You have passed every exercise");
  });
  it("leaves the rail open for a menu", () => expect(home("menu", null)).not.toContain("└"));
  it("fits into 24 lines with its menu", () => expect(home("menu", null).split("\n").length).toBeLessThan(15));
});

describe("the status", () => {
  it("tells what an exercise took", () => {
    const events = [
      started("counter"),
      newEvent("counter", { type: "hinted", task: 1, rung: 2 }),
      graded("counter", "failed"),
    ];
    const screen = statusView(themeWith(), course, foldProgress(course, events), course.exercises[0] ?? null);
    expect(screen).toMatch(/▸ {2}01 {2}The counter .*1 attempt, 2 hints/);
    expect(screen).toContain("Next: The counter. `npx workshop start 1`");
  });
});
