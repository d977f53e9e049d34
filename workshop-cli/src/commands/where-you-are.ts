import { relative, sep } from "node:path";
import type { Course, Exercise } from "../course/exercise.ts";
import { findExercise } from "../course/find.ts";
import { UsageError } from "../errors.ts";
import type { WorkshopEvent } from "../progress/events.ts";
import { foldProgress } from "../progress/fold.ts";
import { readEvents } from "../progress/log.ts";
import type { ExerciseProgress, Progress } from "../progress/progress.ts";
import { noticeView } from "../ui/views/problem.ts";
import { testsHash } from "../workspace/hash.ts";
import type { Session } from "./command.ts";

/** Reads the log: progress, and the events it comes from. What in the log couldn't be read is told. */
export function readProgress(session: Session, track?: string): { progress: Progress; events: WorkshopEvent[] } {
  const { events, notices } = readEvents(session.state);
  for (const notice of notices) session.terminal.notice(noticeView(session.terminal.theme(), notice));
  const progress = foldProgress(session.course(), events, { testsNow: testsHash, ...(track ? { track } : {}) });
  return { progress, events };
}

/** The exercise that was named; else the one whose folder this is; else the current one; else what is next. */
export function chooseExercise(session: Session, name: string | undefined): Exercise {
  const course = session.course();
  if (name !== undefined) return findExercise(course, name);
  const standing = exerciseAt(course, session.workingFolder);
  if (standing) return standing;
  const { progress } = readProgress(session);
  const slug = progress.current ?? progress.next;
  const chosen = course.exercises.find((exercise) => exercise.slug === slug) ?? course.exercises[0];
  if (chosen) return chosen;
  throw new UsageError("This course has no exercises.", "Clone the workshop again.");
}

/** What comes after the current exercise: itself while it isn't passed, then the next that isn't, from the start at last. */
export function comesNext(course: Course, progress: Progress): Exercise | null {
  const isOpen = ({ slug }: Exercise) => progressOf(progress, slug)?.state !== "passed";
  const at = course.exercises.findIndex(({ slug }) => slug === progress.current);
  const after = course.exercises.slice(Math.max(0, at)).find(isOpen);
  return after ?? course.exercises.find(isOpen) ?? null;
}

/** Where the learner stands in one exercise. */
export function progressOf(progress: Progress, slug: string): ExerciseProgress | undefined {
  return progress.exercises.find((each) => each.slug === slug);
}

function exerciseAt(course: Course, folder: string): Exercise | undefined {
  const [top, name] = relative(course.root, folder).split(sep);
  if (top === "workspace") return course.exercises.find(({ slug }) => slug === name);
  if (top !== "exercises" && top !== "solutions") return undefined;
  return course.exercises.find((exercise) => exercise.folder.endsWith(`${sep}${name}`));
}
