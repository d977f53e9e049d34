import fc from "fast-check";
import { writes } from "./writes.ts";

/** What happens to an object, step by step. `which` picks one of the bookmarks, undos or times so far. */
export type Step =
  | { do: "write"; write: keyof typeof writes; n: number }
  | { do: "bookmark" }
  | { do: "restore"; what: "bookmark" | "undo" | "time"; which: number }
  /** The object is evicted, or dies with a write on its way. */
  | { do: "restart"; dies: boolean }
  | { do: "wait" };

/** Histories of up to twenty-five steps, each of which comes to a restart. */
export const histories: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant("write" as const), write: anyWrite(), n: fc.nat(4) }) },
      { weight: 2, arbitrary: fc.constant<Step>({ do: "bookmark" }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant("restore" as const),
          what: fc.constantFrom("bookmark", "undo", "time"),
          which: fc.nat(9),
        }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("restart" as const), dies: fc.boolean() }) },
      { weight: 2, arbitrary: fc.constant<Step>({ do: "wait" }) },
    ),
    { maxLength: 25, size: "max" },
  )
  .map((steps) => [...steps, { do: "restart", dies: false }]);

function anyWrite(): fc.Arbitrary<keyof typeof writes> {
  return fc.constantFrom(...(Object.keys(writes) as (keyof typeof writes)[]));
}
