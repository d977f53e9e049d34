import type { Course, Exercise } from "../course/exercise.ts";
import type { ExerciseProgress, Progress } from "./progress.ts";

/** What was reached with the last pass: the end of a part, of the track that was chosen, or of the whole course. */
export type Milestone = {
  end: { of: "part"; number: number; title: string } | { of: "track"; name: string } | { of: "course" };
  exercises: number;
  minutesSpent: number;
  hintsUsed: number;
  /** How many stretches were passed. */
  stars: number;
  /** Exercises whose stretch is still open. */
  starsLeft: Exercise[];
};

/** The milestones that a pass of `exercise` reached, the smallest first; none where something of them is still open. */
export function milestonesAt(course: Course, progress: Progress, exercise: Exercise): Milestone[] {
  const part = course.parts.find(({ number }) => number === exercise.part);
  const track = progress.track === null ? undefined : course.tracks[progress.track];
  const inPart = course.exercises.filter((each) => each.part === exercise.part);
  const inTrack = course.exercises.filter(({ slug }) => track?.includes(slug));
  const isWhole = inTrack.length === course.exercises.length;
  return [
    ...(part ? summed(inPart, progress, { of: "part", ...part }) : []),
    ...(track?.includes(exercise.slug) && !isWhole
      ? summed(inTrack, progress, { of: "track", name: progress.track as string })
      : []),
    ...summed(course.exercises, progress, { of: "course" }),
  ];
}

function summed(exercises: Exercise[], progress: Progress, end: Milestone["end"]): Milestone[] {
  const own = exercises.map(({ slug }) => progress.exercises.find((each) => each.slug === slug) as ExerciseProgress);
  if (own.some(({ state }) => state !== "passed")) return [];
  const sum = (of: (each: ExerciseProgress) => number) => own.reduce((total, each) => total + of(each), 0);
  return [
    {
      end,
      exercises: own.length,
      minutesSpent: sum(({ minutesSpent }) => minutesSpent),
      hintsUsed: sum(({ hintsUsed }) => hintsUsed),
      stars: sum(({ stretch }) => (stretch ? 1 : 0)),
      starsLeft: exercises.filter((_, at) => !own[at]?.stretch),
    },
  ];
}
