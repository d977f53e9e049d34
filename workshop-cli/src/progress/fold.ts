import type { Course, Exercise } from "../course/exercise.ts";
import type { Graded, WorkshopEvent } from "./events.ts";
import { inOrder } from "./order.ts";
import type { ExerciseProgress, Progress } from "./progress.ts";

/** What the fold may know besides the events. */
export type FoldOptions = {
  /** Name of a track in place of the one that was chosen: `next`, `passed` and `total` go by it. */
  track?: string;
  /** The hashes that an exercise's tests may have as they are now; asked only for exercises that were passed. */
  testsNow?: (exercise: Exercise) => string[];
};

/** Reads progress off the events. Pure; events of exercises that the course doesn't know are passed over. */
export function foldProgress(course: Course, events: WorkshopEvent[], options: FoldOptions = {}): Progress {
  const slugs = new Map(
    course.exercises.flatMap(({ slug, formerly }) => [slug, ...formerly].map((name) => [name, slug])),
  );
  const bySlug = new Map(course.exercises.map(({ slug }) => [slug, untouched(slug)]));
  let current: string | null = null;
  let chosen: string | null = null;
  let before: { at: number; on: Tally | undefined } | null = null;
  for (const event of inOrder(events)) {
    const tally = bySlug.get(slugs.get(event.exercise) ?? "");
    const at = Date.parse(event.at);
    if (event.type === "track-chosen") chosen = event.track;
    if (before?.on) before.on.spent += countedGap(at - before.at);
    before = { at, on: tally };
    if (!tally) continue;
    take(tally, event);
    if (tally.touched && !ASIDE.has(event.type)) current = tally.slug;
  }
  const exercises = course.exercises.map((exercise) => told(exercise, bySlug.get(exercise.slug), options));
  const passed = new Set(exercises.filter(({ state }) => state === "passed").map(({ slug }) => slug));
  const track = [options.track, chosen].find((name) => name != null && Object.hasOwn(course.tracks, name)) ?? null;
  const order = (track !== null && course.tracks[track]) || course.exercises.map(({ slug }) => slug);
  return {
    exercises,
    current,
    track,
    next: order.find((slug) => !passed.has(slug)) ?? null,
    passed: order.filter((slug) => passed.has(slug)).length,
    total: order.length,
    minutesSpent: minutes([...bySlug.values()].reduce((sum, { spent }) => sum + spent, 0)),
  };
}

type Tally = {
  slug: string;
  touched: boolean;
  last: Graded | null;
  attempts: number;
  passedAt: string | null;
  passedTests: Set<string>;
  /** The tests of the last official verdict. */
  lastTests: string | null;
  unofficialPass: boolean;
  stretch: boolean;
  hints: Record<number, number>;
  solution: ExerciseProgress["solution"];
  /** Milliseconds. */
  spent: number;
};

function untouched(slug: string): Tally {
  return {
    slug,
    touched: false,
    last: null,
    attempts: 0,
    passedAt: null,
    passedTests: new Set(),
    lastTests: null,
    unofficialPass: false,
    stretch: false,
    hints: {},
    solution: "unseen",
    spent: 0,
  };
}

function take(tally: Tally, event: WorkshopEvent): void {
  if (event.type === "graded") takeVerdict(tally, event, event.at);
  if (event.type === "hinted") tally.hints[event.task] = Math.max(tally.hints[event.task] ?? 0, event.rung);
  if (event.type === "solution-applied") tally.solution = "applied";
  if (event.type === "solution-viewed" && tally.solution === "unseen") tally.solution = "viewed";
  if (!READING.has(event.type)) tally.touched = true;
}

function takeVerdict(tally: Tally, verdict: Graded, at: string): void {
  if (tally.last?.answer !== verdict.answer) tally.attempts++;
  tally.last = verdict;
  if (verdict.official) tally.lastTests = verdict.tests;
  if (verdict.state !== "passed") return;
  if (!verdict.official) {
    tally.unofficialPass = true;
    return;
  }
  tally.passedAt ??= at;
  tally.passedTests.add(verdict.tests);
  if (verdict.stretch === "passed") tally.stretch = true;
}

function told(exercise: Exercise, tally: Tally = untouched(exercise.slug), options: FoldOptions): ExerciseProgress {
  const passed = tally.passedAt !== null;
  const testsNow = options.testsNow ?? (() => (tally.lastTests === null ? [] : [tally.lastTests]));
  return {
    slug: exercise.slug,
    state: passed ? "passed" : tally.touched ? "in-progress" : "not-started",
    failingNow: passed && tally.last?.state !== "passed",
    passedOlderVersion: passed && !testsNow(exercise).some((hash) => tally.passedTests.has(hash)),
    unofficialPass: !passed && tally.unofficialPass,
    stretch: tally.stretch,
    hints: tally.hints,
    hintsUsed: Object.values(tally.hints).reduce((sum, rung) => sum + rung, 0),
    tasks: tally.last && tasksIn(tally.last),
    solution: tally.solution,
    attempts: tally.attempts,
    passedAt: tally.passedAt,
    minutesSpent: minutes(tally.spent),
  };
}

function tasksIn({ tasks }: Graded): { passed: number; total: number } {
  const states = Object.values(tasks);
  return { passed: states.filter((state) => state === "passed").length, total: states.length };
}

// Longer gaps are breaks; a negative one is a clock that was set back.
function countedGap(milliseconds: number): number {
  return milliseconds > 0 && milliseconds <= FIVE_MINUTES ? milliseconds : 0;
}

function minutes(milliseconds: number): number {
  return Math.round(milliseconds / 60_000);
}

const FIVE_MINUTES = 5 * 60_000;
/** Neither of these goes to an exercise. */
const ASIDE = new Set<WorkshopEvent["type"]>(["imported", "track-chosen"]);
/** To look at a hint or a solution isn't to begin. */
const READING = new Set<WorkshopEvent["type"]>(["hinted", "mistake-named", "solution-viewed", "track-chosen"]);
