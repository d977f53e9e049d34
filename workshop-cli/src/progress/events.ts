import { randomUUID } from "node:crypto";
import type { Verdict, VerdictState } from "../grading/verdict.ts";

/** Something that happened to an exercise, as the log keeps it: one line of JSON. */
export type WorkshopEvent = Stamp & Happening;

/** When and where it happened. `at` is an ISO time and only informs: the order of events is that of the log. */
export type Stamp = {
  v: 1;
  id: string;
  at: string;
  /** The slug at that time. */
  exercise: string;
  /** The import by which the event came here from another machine. */
  via?: string;
};

/** What can happen. */
export type Happening =
  | { type: "started" }
  | Graded
  | { type: "hinted"; task: number; rung: number }
  | { type: "mistake-named"; task: number; mistake: string }
  | { type: "solution-viewed" }
  | { type: "solution-applied" }
  | { type: "reset" }
  | { type: "undone" }
  | { type: "imported" }
  /** A track was chosen, to go on in it with this exercise. */
  | { type: "track-chosen"; track: string };

/** A copy was graded. `tests` and `answer` are the hashes of what it was graded by and of what was graded. */
export type Graded = {
  type: "graded";
  state: VerdictState;
  official: boolean;
  tests: string;
  answer: string;
  tasks: Record<number, "passed" | "failed" | "not-run">;
  stretch: "absent" | "passed" | "failed";
  durationMs: number;
};

/** Makes an event that is ready to be appended. */
export function newEvent(exercise: string, happening: Happening, now = new Date()): WorkshopEvent {
  return { v: 1, id: randomUUID(), at: now.toISOString(), exercise, ...happening };
}

/** What the log keeps of a verdict. */
export function gradedBy(verdict: Verdict, hashes: { tests: string; answer: string }): Graded {
  return {
    type: "graded",
    state: verdict.state,
    official: verdict.official,
    ...hashes,
    tasks: Object.fromEntries(verdict.tasks.map(({ number, state }) => [number, state])),
    stretch: verdict.stretch.state,
    durationMs: verdict.durationMs,
  };
}
