import { capture } from "./recovery/capture.ts";
import { makeRecoverable } from "./recovery/recoverable.ts";
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
