import fc from "fast-check";
import { type Happening, newEvent } from "../../src/progress/events.ts";

const slug = fc.constantFrom("counter", "sql", "old-sql", "last", "unknown", "naïve ✓");

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>(
    { type: "started" },
    { type: "solution-viewed" },
    { type: "solution-applied" },
    { type: "reset" },
    { type: "undone" },
    { type: "imported" },
  ),
  fc.record({
    type: fc.constant("hinted" as const),
    task: fc.integer({ min: 1, max: 4 }),
    rung: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    type: fc.constant("graded" as const),
    state: fc.constantFrom("passed" as const, "failed" as const, "broken" as const, "timed-out" as const),
    official: fc.boolean(),
    tests: fc.constantFrom("t1", "t2"),
    answer: fc.constantFrom("a1", "a2", "a3"),
    tasks: fc.constant({ 1: "passed" as const }),
    stretch: fc.constantFrom("absent" as const, "passed" as const, "failed" as const),
    durationMs: fc.nat(),
  }),
);

/** Any event, at any time, also of exercises that no course has. */
export const anEvent = fc
  .tuple(slug, happening, fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }))
  .map(([exercise, what, at]) => newEvent(exercise, what, at));
