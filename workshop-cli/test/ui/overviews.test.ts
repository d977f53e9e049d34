import { describe, expect, it } from "vitest";
import type { Course, Exercise } from "../../src/course/exercise.ts";
import type { WorkshopEvent } from "../../src/progress/events.ts";
import { newEvent } from "../../src/progress/events.ts";
import { foldProgress } from "../../src/progress/fold.ts";
import { widthOf } from "../../src/ui/text.ts";
import { homeView } from "../../src/ui/views/home.ts";
import { listView } from "../../src/ui/views/list.ts";
import { statusView } from "../../src/ui/views/status.ts";
import { tracksView } from "../../src/ui/views/tracks.ts";
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
const gradedAs = (state: "passed" | "failed", stretch: "passed" | "failed" = "failed") => ({
  type: "graded" as const,
  state,
  official: true,
  tests: "t",
  answer: state,
  tasks: {},
  stretch,
  durationMs: 1,
});
const graded = (slug: string, state: "passed" | "failed", stretch: "passed" | "failed" = "failed") =>
  newEvent(slug, gradedAs(state, stretch));
const started = (slug: string) => newEvent(slug, { type: "started" });

const tracks = { full: ["counter", "alarm", "clock"], short: ["clock"] };
const shown = (events: WorkshopEvent[], theme = themeWith()) => {
  const all = { ...course, tracks };
  return listView(theme, all, foldProgress(all, events), { shown: course.exercises, isSelection: false });
};
const list = (...events: WorkshopEvent[]) => shown(events);
const home = (follows: "menu" | "commands", upNext: Exercise | null, ...events: WorkshopEvent[]) => {
  const all = { ...course, tracks };
  const progress = foldProgress(all, events);
  return homeView(themeWith(), { course: all, progress, upNext, left: course.exercises.slice(1), follows });
};

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
  it("counts what is passed, and how long the others take", () =>
    expect(list(graded("alarm", "passed"))).toContain("1 of 3 passed, 30 min to go"));
  it("counts of a selection only how many it is", () => {
    const screen = listView(themeWith(), course, foldProgress(course, []), {
      shown: course.exercises.slice(1),
      isSelection: true,
    });
    expect(screen).toContain("2 exercises");
    expect(screen).not.toContain("of 2");
  });
  it("says when there is nothing to show", () => {
    const screen = listView(themeWith(), course, foldProgress(course, []), { shown: [], isSelection: true });
    expect(screen).toContain("No exercise is like that.");
    expect(screen).toContain("npx workshop list");
  });
});

describe("the tracks", () => {
  const draw = (...events: WorkshopEvent[]) => {
    const all = { ...course, tracks };
    return tracksView(themeWith(), all, foldProgress(all, events));
  };
  it("show how long each takes, and how far one is", () => {
    const screen = draw(graded("counter", "passed"));
    expect(screen).toMatch(/▸ {2}full {3}3 exercises, 30 min to go .* 1 of 3/);
    expect(screen).toMatch(/○ {2}short {2}1 exercise, 15 min to go .* 0 of 1/);
  });
  it("mark the one that was chosen, and those that are done", () => {
    const screen = draw(newEvent("clock", { type: "track-chosen", track: "full" }), graded("clock", "passed"));
    expect(screen).toMatch(/▸ {2}full/);
    expect(screen).toMatch(/✓ {2}short {2}1 exercise, all passed .* 1 of 1/);
  });
});

describe("the home screen", () => {
  it("welcomes who is new, and says how to begin", () => {
    const screen = home("commands", course.exercises[0] ?? null);
    expect(screen).toContain("3 small projects, 30 min.");
    expect(screen).toContain("First: 01  The counter");
    expect(screen).toContain("npx workshop start");
  });
  it("shows the current exercise, what comes next, the parts, and how long it takes", () => {
    const screen = home("commands", course.exercises[1] ?? null, graded("counter", "passed"));
    expect(screen).toMatch(/✓ {2}01 {2}The counter +passed/);
    expect(screen).toMatch(/◇ {2}Next: 02 {2}The alarm +15 min/);
    expect(screen).toMatch(/Part 1 {2}Objects .* 1 of 1/);
    expect(screen).toContain("30 min to go");
  });
  it("says how many tasks of the current exercise are passed", () => {
    const half = newEvent("counter", { ...gradedAs("failed"), tasks: { 1: "passed", 2: "failed", 3: "not-run" } });
    expect(home("commands", course.exercises[0] ?? null, half)).toMatch(/▸ {2}01 {2}The counter +1 of 3 tasks/);
  });
  it("names the track that was chosen, and counts by it", () => {
    const chosen = newEvent("clock", { type: "track-chosen", track: "short" });
    expect(home("menu", null, chosen)).toMatch(/short {2}┄+ {2}0 of 1/);
  });
  it("congratulates at the end", () => {
    expect(home("commands", null, graded("counter", "passed"))).toContain("You have passed every exercise");
  });
  it("fits into 24 lines with its menu, whose lines are nine", () => {
    const parts = Array.from({ length: 7 }, (_, at) => ({ number: at + 1, title: `Part ${at + 1}` }));
    const exercises = parts.map(({ number }) => exercise(number, `x${number}`, number));
    const long: Course = { root: "/w", parts, tracks: {}, exercises };
    const progress = foldProgress(long, [graded("x1", "passed")]);
    const screen = { course: long, progress, upNext: exercises[1] ?? null, left: exercises, follows: "menu" as const };
    expect(homeView(themeWith(), screen).split("\n").length + 9).toBeLessThanOrEqual(24);
  });
  it("leaves the rail open for a menu", () => expect(home("menu", null)).not.toContain("└"));
});

describe("the status", () => {
  it("tells what an exercise took", () => {
    const events = [
      started("counter"),
      newEvent("counter", { type: "hinted", task: 1, rung: 2 }),
      graded("counter", "failed"),
    ];
    const screen = statusView(themeWith(), {
      course,
      progress: foldProgress(course, events),
      upNext: course.exercises[0] ?? null,
      left: course.exercises,
    });
    expect(screen).toMatch(/▸ {2}01 {2}The counter .*1 attempt, 2 hints/);
    expect(screen).toContain("0 of 3 passed, 0 min so far, 45 min to go");
    expect(screen).toContain("Next: The counter. `npx workshop start 1`");
  });
});

describe("every overview", () => {
  it.each([40, 60, 120, 200])("fits into %i columns", (columns) => {
    const theme = themeWith({ columns });
    const events = [graded("counter", "passed"), started("alarm")];
    const all = { ...course, tracks };
    const progress = foldProgress(all, events);
    const upNext = course.exercises[1] ?? null;
    const left = course.exercises.slice(1);
    for (const screen of [
      shown(events, theme),
      homeView(theme, { course: all, progress, upNext, left, follows: "commands" }),
      statusView(theme, { course: all, progress, upNext, left }),
      tracksView(theme, all, progress),
    ]) {
      expect(Math.max(...screen.split("\n").map(widthOf))).toBeLessThanOrEqual(columns);
    }
  });
});
