import { relative, sep } from "node:path";
import type { Course, Exercise } from "../course/exercise.ts";
import { findExercise } from "../course/find.ts";
import { UsageError } from "../errors.ts";
import type { WorkshopEvent } from "../progress/events.ts";
import { foldProgress } from "../progress/fold.ts";
import { readEvents } from "../progress/log.ts";
import type { ExerciseProgress, Progress } from "../progress/progress.ts";
import { hashesOfTests } from "../workspace/hash.ts";
import type { Session } from "./session.ts";
import { tell } from "./tell.ts";

/** Reads the log: progress, and the events it comes from. What in the log couldn't be read is told. */
export function readProgress(session: Session, track?: string): { progress: Progress; events: WorkshopEvent[] } {
  const { events, notices } = readEvents(session.state);
  for (const notice of notices) tell(session, notice);
  const progress = foldProgress(session.course(), events, { testsNow: hashesOfTests, ...(track ? { track } : {}) });
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

/**
 * What comes after the current exercise: itself while it isn't passed, then the next that isn't, from the start at last.
 * In a track, the next of the track; an exercise outside of it that was begun is still gone on with.
 */
export function comesNext(course: Course, progress: Progress): Exercise | null {
  const isOpen = ({ slug }: Exercise) => progressOf(progress, slug)?.state !== "passed";
  const current = course.exercises.find(({ slug }) => slug === progress.current);
  if (current && isOpen(current)) return current;
  const road = exercisesOf(course, progress.track);
  const after = road.slice(road.findIndex(({ slug }) => slug === progress.current) + 1).find(isOpen);
  return after ?? road.find(isOpen) ?? null;
}

/** What comes after an exercise on a road; for one that isn't on it, the first that has a greater number. */
export function followingIn(road: Exercise[], { slug, number }: Exercise): Exercise | undefined {
  const at = road.findIndex((each) => each.slug === slug);
  return at === -1 ? road.find((each) => each.number > number) : road[at + 1];
}

/** What of the track isn't passed yet. */
export function stillOpen(course: Course, progress: Progress): Exercise[] {
  return exercisesOf(course, progress.track).filter(({ slug }) => progressOf(progress, slug)?.state !== "passed");
}

/** The exercises of a track in its order; of the whole course where there is none. */
export function exercisesOf(course: Course, track: string | null): Exercise[] {
  const slugs = track === null ? undefined : course.tracks[track];
  if (!slugs) return course.exercises;
  const bySlug = new Map(course.exercises.map((exercise) => [exercise.slug, exercise]));
  return slugs.flatMap((slug) => bySlug.get(slug) ?? []);
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
