import { basename } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { readHints } from "../course/hints.ts";
import { readLesson } from "../course/lesson.ts";
import { type Mistake, readMistakes } from "../course/mistakes.ts";
import { readStarterFails } from "../course/starter-fails.ts";
import { CourseError } from "../errors.ts";
import { firstFailure } from "../grading/first-failure.ts";
import type { Verdict } from "../grading/verdict.ts";
import { attemptedTasks } from "../hinting/attempted.ts";
import { misconceptionOf } from "../hinting/misconception.ts";
import type { WorkshopEvent } from "../progress/events.ts";
import type { Hint } from "../ui/views/hint.ts";
import { starterInUse } from "../workspace/starter.ts";
import { findTask } from "./find-task.ts";
import { happened } from "./happened.ts";
import type { Session } from "./session.ts";
import { progressOf, readProgress } from "./where-you-are.ts";

export type HintRequest = {
  exercise: Exercise;
  /** The task that is asked about; by itself the one that fails first. */
  task?: number | undefined;
  /** What the copy as it is now was judged; `null` where that isn't known. */
  verdict: Verdict | null;
};

/**
 * Takes the next hint for a task and logs it: the misconception that its failing tests give away, once, and after that
 * one rung at a time, the last one again and again.
 */
export function takeHint(session: Session, request: HintRequest): Hint {
  const { exercise } = request;
  if (isNothingLeft(request)) return { kind: "none", title: exercise.title };
  const { progress, events } = readProgress(session);
  const rungs = rungsFor(request, events);
  const number = rungs[0]?.task.number as number;
  const mistake = misconceptionIn(session, request, number);
  if (mistake && !wasNamed(events, exercise, number, mistake)) {
    happened(session, exercise.slug, { type: "mistake-named", task: number, mistake: mistake.name });
    return named(rungs, mistake);
  }
  const seen = progressOf(progress, exercise.slug)?.hints[number] ?? 0;
  const hint = (rungs[seen] ?? rungs.at(-1)) as Rung;
  logRungs(session, exercise, [hint]);
  const failure = request.verdict && firstFailure(request.verdict);
  return failure?.guard && failure.task === number ? { ...hint, broken: failure.name } : hint;
}

/** Takes all that there is to say about a task, what was said before as well. */
export function takeAllHints(session: Session, request: HintRequest): Hint[] {
  const { exercise } = request;
  if (isNothingLeft(request)) return [{ kind: "none", title: exercise.title }];
  const rungs = rungsFor(request, readProgress(session).events);
  const mistake = misconceptionIn(session, request, rungs[0]?.task.number as number);
  logRungs(session, exercise, rungs);
  return mistake ? [named(rungs, mistake), ...rungs] : rungs;
}

/** Whoever names a task may have its hints after a pass as well. */
function isNothingLeft({ task, verdict }: HintRequest): boolean {
  return task === undefined && verdict?.state === "passed";
}

type Rung = Hint & { kind: "rung" };

function named(rungs: Rung[], { title, costs, hint }: Mistake): Hint {
  const { task } = rungs[0] as Rung;
  return { kind: "mistake", task, title, costs, question: hint, rungs: rungs.length };
}

function rungsFor({ exercise, task, verdict }: HintRequest, events: WorkshopEvent[]): Rung[] {
  const number = task ?? (verdict && firstFailure(verdict)?.task) ?? firstOpenTask(exercise, events);
  const found = findTask(exercise, number);
  const rungs = readHints(exercise).get(number) ?? [];
  if (rungs.length === 0) {
    const what = `There are no hints for task ${number} of ${exercise.title}.`;
    throw new CourseError(what, `Write them: exercises/${basename(exercise.folder)}/hints.md.`);
  }
  return rungs.map((text, at) => ({ kind: "rung", task: found, rung: at + 1, of: rungs.length, text }));
}

/** The first task that the last verdict didn't find passed. */
function firstOpenTask(exercise: Exercise, events: WorkshopEvent[]): number {
  const last = events.findLast((event) => event.type === "graded" && isAbout(event, exercise));
  const results = last?.type === "graded" ? last.tasks : {};
  const { tasks } = readLesson(exercise);
  return (tasks.find(({ number }) => results[number] !== "passed") ?? tasks[0])?.number ?? 1;
}

function misconceptionIn({ state }: Session, { exercise, verdict }: HintRequest, task: number): Mistake | null {
  if (verdict === null) return null;
  return misconceptionOf(task, readMistakes(exercise), {
    exercise,
    verdict,
    attempted: attemptedTasks(starterInUse(state, exercise), state.copy(exercise.slug)),
    failsInStarter: readStarterFails(exercise),
  });
}

function wasNamed(events: WorkshopEvent[], exercise: Exercise, task: number, { name }: Mistake): boolean {
  return events.some(
    (event) =>
      event.type === "mistake-named" && event.task === task && event.mistake === name && isAbout(event, exercise),
  );
}

function isAbout(event: WorkshopEvent, { slug, formerly }: Exercise): boolean {
  return [slug, ...formerly].includes(event.exercise);
}

function logRungs(session: Session, exercise: Exercise, rungs: Rung[]): void {
  happened(
    session,
    exercise.slug,
    ...rungs.map(({ task, rung }) => ({ type: "hinted" as const, task: task.number, rung })),
  );
}
