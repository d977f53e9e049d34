import { capture } from "./recovery/capture.ts";
import { makeAllRecoverable, makeRecoverable } from "./recovery/recoverable.ts";
import { restore } from "./recovery/restore.ts";

/**
 * A class like the given one, in which point-in-time recovery works: `getCurrentBookmark()`, `getBookmarkForTime()` and
 * `onNextSessionRestoreBookmark()` of `ctx.storage`, which local workerd doesn't have. For an exercise's `test/worker.ts`,
 * which then stands in for the learner's Worker:
 *
 * ```ts
 * export const Notebook = recoverable(learner.Notebook);
 * ```
 *
 * What it imitates, and where the platform differs: recovery/README.md.
 */
export const recoverable = makeRecoverable({ capture, restore });

/**
 * Makes every Durable Object class that a module exports recoverable, whatever its name: for an exercise in which classes
 * are the learner's to choose. It changes the classes themselves, so that the module can be exported as it is:
 *
 * ```ts
 * allRecoverable(worker);
 * export * from "../src/index.ts";
 * ```
 *
 * Recovery reads all of an object's storage at each start, and whenever something is written at another time. Where many
 * tests don't need it, a second argument says of which objects it is meant: `({ id }) => id.name?.startsWith("undo")`.
 */
export const allRecoverable = makeAllRecoverable({ capture, restore });
