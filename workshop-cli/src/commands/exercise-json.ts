import type { Exercise } from "../course/exercise.ts";
import type { Progress } from "../progress/progress.ts";
import { progressOf } from "../session/where-you-are.ts";

/** An exercise as `list --json` and `status --json` tell it. */
export function exerciseJson({ number, slug, title, part, minutes, concepts }: Exercise, progress: Progress) {
  const own = progressOf(progress, slug);
  return {
    number,
    slug,
    title,
    part,
    minutes,
    concepts,
    state: own?.state ?? "not-started",
    failingNow: own?.failingNow ?? false,
    stretch: own?.stretch ?? false,
    hintsUsed: own?.hintsUsed ?? 0,
  };
}
