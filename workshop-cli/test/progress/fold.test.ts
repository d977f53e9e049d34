import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Course } from "../../src/course/exercise.ts";
import { type Graded, type Happening, newEvent, type WorkshopEvent } from "../../src/progress/events.ts";
import { foldProgress } from "../../src/progress/fold.ts";
import { anEvent } from "./any-event.ts";

const course: Course = courseOf({ slug: "counter" }, { slug: "sql", formerly: ["old-sql"] }, { slug: "last" });

describe("progress", () => {
  it("of nobody yet is an unstarted course", () => {
    const progress = foldProgress(course, []);
    expect(progress).toMatchObject({ current: null, next: "counter", passed: 0, total: 3, minutesSpent: 0 });
    expect(progress.exercises.map(({ state }) => state)).toEqual(["not-started", "not-started", "not-started"]);
  });

  it.each<[string, Happening[], object]>([
    ["is in progress once started", [{ type: "started" }], { state: "in-progress", attempts: 0 }],
    ["isn't started by a look at a hint", [hint(1, 2)], { state: "not-started", hintsUsed: 2 }],
    [
      "counts the highest rung of each task",
      [hint(1, 1), hint(1, 3), hint(2, 1), hint(1, 2)],
      { hints: { 1: 3, 2: 1 }, hintsUsed: 4 },
    ],
    [
      "is passed by a passing verdict",
      [graded()],
      { state: "passed", failingNow: false, passedAt: expect.any(String) },
    ],
    ["is in progress after a failing one", [graded({ state: "broken" })], { state: "in-progress", attempts: 1 }],
    [
      "stays passed when it fails later",
      [graded(), graded({ state: "failed" })],
      { state: "passed", failingNow: true },
    ],
    ["fails no longer when it passes again", [graded(), graded({ state: "failed" }), graded()], { failingNow: false }],
    ["stays passed after a reset", [graded(), { type: "reset" }], { state: "passed", failingNow: false }],
    ["isn't passed by edited tests", [graded({ official: false })], { state: "in-progress", unofficialPass: true }],
    [
      "counts an answer once",
      [graded({ answer: "a" }), graded({ answer: "a" }), graded({ answer: "b" })],
      { attempts: 2 },
    ],
    ["keeps its star", [graded({ stretch: "passed" }), graded({ stretch: "failed" })], { stretch: true }],
    ["has no star before it is passed", [graded({ state: "failed", stretch: "passed" })], { stretch: false }],
    ["remembers a look at the solution", [{ type: "solution-viewed" }], { solution: "viewed", state: "not-started" }],
    [
      "remembers an applied solution",
      [{ type: "solution-applied" }, { type: "solution-viewed" }],
      { solution: "applied" },
    ],
    [
      "was passed in an older version",
      [graded({ tests: "t1" }), graded({ tests: "t2", state: "failed" })],
      { passedOlderVersion: true },
    ],
    [
      "passed in both isn't of an older version",
      [graded({ tests: "t1" }), graded({ tests: "t2" })],
      { passedOlderVersion: false },
    ],
  ])("an exercise %s", (_, happenings, expected) => {
    expect(
      foldProgress(
        course,
        happenings.map((what) => newEvent("counter", what)),
      ).exercises[0],
    ).toMatchObject(expected);
  });

  it("is told by the tests of today whether a pass is of an older version", () => {
    const events = [newEvent("counter", graded({ tests: "t1" }))];
    const olderBy = (...tests: string[]) =>
      foldProgress(course, events, { testsNow: () => tests }).exercises[0]?.passedOlderVersion;
    expect([olderBy("t1"), olderBy("t2"), olderBy("t2", "t1")]).toEqual([false, true, false]);
  });

  it("asks for the tests only of what was passed", () => {
    const asked: string[] = [];
    const events = [newEvent("counter", graded()), newEvent("sql", graded({ state: "failed" }))];
    foldProgress(course, events, { testsNow: ({ slug }) => [asked.push(slug).toString()] });
    expect(asked).toEqual(["counter"]);
  });

  it("goes from the first to the last, and the last can be done too", () => {
    const events: WorkshopEvent[] = [];
    const nexts = ["counter", "sql", "last"].map((slug) => {
      events.push(newEvent(slug, graded()));
      return foldProgress(course, events).next;
    });
    expect(nexts).toEqual(["sql", "last", null]);
    expect(foldProgress(course, events)).toMatchObject({ passed: 3, total: 3, current: "last" });
  });

  it("follows a track where one is asked for", () => {
    const tracks = { short: ["last", "counter"] };
    const events = [newEvent("sql", graded()), newEvent("last", graded())];
    expect(foldProgress({ ...course, tracks }, events, { track: "short" })).toMatchObject({
      next: "counter",
      passed: 1,
      total: 2,
    });
  });

  it("follows the track that was chosen last, as long as the course has it", () => {
    const tracks = { full: ["counter", "sql", "last"], short: ["last"] };
    const chosen = (track: string) => newEvent("last", { type: "track-chosen", track });
    const fold = (...events: WorkshopEvent[]) => foldProgress({ ...course, tracks }, events);
    expect(fold()).toMatchObject({ track: null, next: "counter", total: 3 });
    expect(fold(chosen("full"), chosen("short"))).toMatchObject({ track: "short", next: "last", total: 1 });
    expect(fold(chosen("gone"))).toMatchObject({ track: null, total: 3 });
    expect(fold(newEvent("sql", graded()), chosen("short"))).toMatchObject({ current: "sql" });
  });

  it("stays at what was begun, whatever else is looked at", () => {
    const events = [newEvent("counter", { type: "started" }), newEvent("sql", hint(1, 1))];
    expect(foldProgress(course, events).current).toBe("counter");
  });

  it("knows how many tasks the last verdict found passed", () => {
    const tasks = { 1: "passed", 2: "failed" } as const;
    const { exercises } = foldProgress(course, [newEvent("counter", graded({ state: "failed", tasks }))]);
    expect(exercises[0]?.tasks).toEqual({ passed: 1, total: 2 });
    expect(exercises[1]?.tasks).toBeNull();
  });

  it("comes along when an exercise is renamed", () => {
    const progress = foldProgress(course, [newEvent("old-sql", graded()), newEvent("old-sql", hint(1, 1))]);
    expect(progress.exercises[1]).toMatchObject({ slug: "sql", state: "passed", hintsUsed: 1 });
    expect(progress.current).toBe("sql");
  });

  it("passes over exercises that the course no longer has", () => {
    const progress = foldProgress(course, [newEvent("counter", { type: "started" }), newEvent("gone", graded())]);
    expect(progress).toMatchObject({ current: "counter", passed: 0 });
  });

  it("counts minutes, but no breaks and no clock set back", () => {
    const at = (minute: number, exercise = "counter") =>
      newEvent(exercise, { type: "started" }, new Date(minute * 60_000));
    const events = [at(0), at(4), at(8), at(60), at(62, "sql"), at(65, "sql"), at(10), at(11)];
    const progress = foldProgress(course, events);
    expect(progress.exercises.map(({ minutesSpent }) => minutesSpent)).toEqual([11, 3, 0]);
    expect(progress.minutesSpent).toBe(14);
  });

  it("goes by the log's order when the clock was set back", () => {
    const events = [
      newEvent("counter", graded(), new Date("2030-01-01")),
      newEvent("counter", graded({ state: "failed" }), new Date("2020-01-01")),
    ];
    expect(foldProgress(course, events).exercises[0]?.failingNow).toBe(true);
  });

  it("puts what was imported where it belongs in time", () => {
    const imported = { ...newEvent("counter", graded({ state: "failed" }), new Date("2020-01-01")), via: "other" };
    const own = newEvent("counter", graded(), new Date("2021-01-01"));
    expect(foldProgress(course, [own, imported]).exercises[0]?.failingNow).toBe(false);
  });
});

describe("progress over any history", () => {
  const history = fc.array(anEvent, { maxLength: 30 });

  it("never takes a pass away and never loses a rung", () => {
    fc.assert(
      fc.property(history, anEvent, (events, event) => {
        const before = foldProgress(course, events);
        const after = foldProgress(course, [...events, event]);
        expect(after.passed).toBeGreaterThanOrEqual(before.passed);
        after.exercises.forEach((exercise, i) => {
          const was = before.exercises[i];
          if (was?.state === "passed") expect(exercise).toMatchObject({ state: "passed", passedAt: was.passedAt });
          expect(exercise.hintsUsed).toBeGreaterThanOrEqual(was?.hintsUsed ?? 0);
          expect(exercise.minutesSpent).toBeGreaterThanOrEqual(was?.minutesSpent ?? 0);
        });
      }),
    );
  });

  it("is the same when every event came twice", () => {
    fc.assert(
      fc.property(history, (events) => {
        expect(foldProgress(course, [...events, ...events])).toEqual(foldProgress(course, events));
      }),
    );
  });

  it("always names a next one until all are passed", () => {
    fc.assert(
      fc.property(history, (events) => {
        const progress = foldProgress(course, events);
        expect(progress.next === null).toBe(progress.passed === progress.total);
        expect(progress.exercises.find(({ slug }) => slug === progress.next)?.state).not.toBe("passed");
      }),
    );
  });
});

function graded(changes: Partial<Graded> = {}): Graded {
  return {
    type: "graded",
    state: "passed",
    official: true,
    tests: "t1",
    answer: "a1",
    tasks: { 1: "passed" },
    stretch: "absent",
    durationMs: 800,
    ...changes,
  };
}

function hint(task: number, rung: number): Happening {
  return { type: "hinted", task, rung };
}

function courseOf(...exercises: { slug: string; formerly?: string[] }[]): Course {
  const full = exercises.map(({ slug, formerly = [] }, index) => ({
    number: index + 1,
    slug,
    folder: `/course/exercises/0${index + 1}-${slug}`,
    solution: `/course/solutions/0${index + 1}-${slug}`,
    title: slug,
    part: 1,
    minutes: 10,
    concepts: [],
    focus: "src/index.ts",
    limit: 20,
    needs: {},
    formerly,
  }));
  return { root: "/course", parts: [{ number: 1, title: "One" }], tracks: {}, exercises: full };
}
