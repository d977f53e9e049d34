import type { Exercise } from "../course/exercise.ts";
import { readHints } from "../course/hints.ts";
import { readLesson } from "../course/lesson.ts";
import { UsageError } from "../errors.ts";
import type { WorkshopEvent } from "../progress/events.ts";
import type { Hint } from "../ui/views/hint.ts";
import type { Session } from "./command.ts";
import { happened } from "./happened.ts";
import { progressOf, readProgress } from "./where-you-are.ts";

/** Takes the next rung for a task, or for the first that isn't passed, and logs it; the last one again and again. */
export function takeHint(session: Session, exercise: Exercise, task?: number): Hint {
  const { progress, events } = readProgress(session);
  const rungs = rungsOf(exercise, task ?? firstOpenTask(exercise, events));
  const seen = progressOf(progress, exercise.slug)?.hints[rungs[0]?.task.number ?? 0] ?? 0;
  const hint = (rungs[seen] ?? rungs.at(-1)) as Hint;
  log(session, exercise, [hint]);
  return hint;
}

/** Takes all rungs of a task, those that were seen as well. */
export function takeAllHints(session: Session, exercise: Exercise, task?: number): Hint[] {
  const { events } = readProgress(session);
  return log(session, exercise, rungsOf(exercise, task ?? firstOpenTask(exercise, events)));
}

function rungsOf(exercise: Exercise, number: number): Hint[] {
  const { tasks } = readLesson(exercise);
  const task = tasks.find((each) => each.number === number);
  const rungs = readHints(exercise).get(number) ?? [];
  if (task && rungs.length > 0) {
    return rungs.map((text, at) => ({ task, rung: at + 1, of: rungs.length, text }));
  }
  throw new UsageError(
    `${exercise.title} has no task ${number}.`,
    `It has ${tasks.map((each) => `${each.number}. ${each.title}`).join(", ")}.`,
  );
}

/** The first task that the last verdict didn't find passed. */
function firstOpenTask(exercise: Exercise, events: WorkshopEvent[]): number {
  const names = [exercise.slug, ...exercise.formerly];
  const last = events.findLast((event) => event.type === "graded" && names.includes(event.exercise));
  const results = last?.type === "graded" ? last.tasks : {};
  const { tasks } = readLesson(exercise);
  return (tasks.find(({ number }) => results[number] !== "passed") ?? tasks[0])?.number ?? 1;
}

function log(session: Session, exercise: Exercise, hints: Hint[]): Hint[] {
  happened(
    session,
    exercise.slug,
    ...hints.map(({ task, rung }) => ({ type: "hinted" as const, task: task.number, rung })),
  );
  return hints;
}
