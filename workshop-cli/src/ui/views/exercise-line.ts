import type { Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress } from "../../progress/progress.ts";
import type { Line, Mark } from "../page.ts";
import { padTo } from "../text.ts";
import type { Theme } from "../theme.ts";

/** One exercise in a list: its number, title, how long it takes, and in words where the learner is with it. */
export function exerciseLine(theme: Theme, exercise: Exercise, progress: ExerciseProgress, isCurrent: boolean): Line {
  const star = progress.stretch ? ` ${theme.accent(theme.isPlain ? "(with its stretch)" : theme.glyph.star)}` : "";
  const title = `${String(exercise.number).padStart(2, "0")}  ${exercise.title}`;
  const facts = [stateInWords(progress), `${String(exercise.minutes).padStart(3)} min`].filter((each) => each !== "");
  return {
    mark: markOfProgress(progress, isCurrent),
    text: (isCurrent ? theme.strong(title) : title) + star,
    right: theme.isPlain ? facts.map((each) => each.trim()).join(", ") : facts.map((each) => padTo(each, 7)).join("  "),
  };
}

/** Where the learner is with an exercise; empty when nothing was begun. */
export function stateInWords(progress: ExerciseProgress): string {
  if (progress.failingNow) return "passed, failing now";
  if (progress.passedOlderVersion) return "passed an older version";
  if (progress.unofficialPass) return "passed edited tests only";
  return { passed: "passed", "in-progress": "in progress", "not-started": "" }[progress.state];
}

/** How much of something is done: a bar and the numbers. */
export function bar(theme: Theme, done: number, total: number, width: number): string {
  const numbers = `${done} of ${total}`;
  if (theme.isPlain) return numbers;
  const full = total === 0 ? 0 : Math.round((done / total) * width);
  return `${theme.good(theme.glyph.barFull.repeat(full))}${theme.soft(theme.glyph.barRest.repeat(width - full))}  ${numbers}`;
}

function markOfProgress(progress: ExerciseProgress, isCurrent: boolean): Mark {
  if (progress.failingNow) return "failed";
  if (progress.state === "passed") return "passed";
  return isCurrent ? "current" : "open";
}
