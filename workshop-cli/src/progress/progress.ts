/** Where the learner stands: what you get by reading the event log. */
export type Progress = {
  /** In the order of the course. */
  exercises: ExerciseProgress[];
  /** Slug of the exercise that was begun and touched last. */
  current: string | null;
  /** Name of the track that was asked for, or else chosen last; `null` for the whole course. */
  track: string | null;
  /** Slug of the first exercise that isn't passed, in the order of the track; `null` when all are. */
  next: string | null;
  /** How many are passed, and of how many: of the track. */
  passed: number;
  total: number;
  minutesSpent: number;
};

/** Where the learner stands in one exercise. A pass is kept for ever. */
export type ExerciseProgress = {
  slug: string;
  state: "not-started" | "in-progress" | "passed";
  /** Passed once, but the last verdict was another. */
  failingNow: boolean;
  /** Passed, but never by the tests as they are now. */
  passedOlderVersion: boolean;
  /** Passed by edited tests only, which doesn't count. */
  unofficialPass: boolean;
  /** True when the stretch was passed as well. */
  stretch: boolean;
  /** Highest rung seen, by task. */
  hints: Record<number, number>;
  hintsUsed: number;
  /** Tasks that the last verdict found passed, and how many there were; `null` before the first. */
  tasks: { passed: number; total: number } | null;
  solution: "unseen" | "viewed" | "applied";
  /** Different answers that were graded. */
  attempts: number;
  /** ISO time of the first pass. */
  passedAt: string | null;
  minutesSpent: number;
};
