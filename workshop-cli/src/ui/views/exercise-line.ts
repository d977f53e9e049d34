import type { Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress } from "../../progress/progress.ts";
import { type Line, type Mark, markOf } from "../page.ts";
import { padTo } from "../text.ts";
import type { Theme } from "../theme.ts";
import { numbered } from "../words.ts";

/** One exercise in a list: its number, title, how long it takes, and in words where the learner is with it. */
export function exerciseLine(theme: Theme, exercise: Exercise, progress: ExerciseProgress, isCurrent: boolean): Line {
  const star = progress.stretch ? ` ${theme.accent(theme.isPlain ? "(with its stretch)" : theme.glyph.star)}` : "";
  const title = numbered(exercise);
  const facts = [stateInWords(progress), `${String(exercise.minutes).padStart(3)} min`].filter((each) => each !== "");
  return {
    mark: markOfProgress(progress, isCurrent),
    text: (isCurrent ? theme.strong(title) : title) + star,
    right: theme.isPlain ? facts.map((each) => each.trim()).join(", ") : facts.map((each) => padTo(each, 7)).join("  "),
  };
}

/** An exercise to choose among others: what was passed is marked. */
export function choiceLabel(theme: Theme, exercise: Exercise, progress: ExerciseProgress | undefined): string {
  const isDone = progress?.state === "passed";
  return `${numbered(exercise)}${isDone ? ` ${markOf(theme, progress.failingNow ? "failed" : "passed")}` : ""}`;
}

/** Where the learner is with an exercise; empty when nothing was begun. */
export function stateInWords(progress: ExerciseProgress): string {
  if (progress.failingNow) return "passed, failing now";
  if (progress.passedOlderVersion) return "passed an older version";
  if (progress.unofficialPass) return "passed edited tests only";
  if (progress.state === "passed") return "passed";
  if (progress.state === "not-started") return "";
  const { tasks } = progress;
  return tasks && tasks.passed > 0 ? `${tasks.passed} of ${tasks.total} tasks` : "in progress";
}

/** How much of something is done: a bar and the numbers. */
export function bar(theme: Theme, done: number, total: number): string {
  const width = theme.width < 60 ? 6 : 12;
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
