/** Where one person stood when their file was written. */
export type Person = {
  /** The file's name without `.json`. */
  name: string;
  passed: number;
  total: number;
  /** The slug of the exercise that was open last. */
  current: string | null;
  minutesSpent: number;
  hintsUsed: number;
  /** Slugs of what was passed and fails now. */
  failingNow: string[];
  /** Slugs, for the count by exercise. */
  done: string[];
  /** Milliseconds since 1970. */
  writtenAt: number;
};

/** A class: its people, those first who have passed least; and the files that tell nothing, with the reason. */
export type Classroom = { people: Person[]; unreadable: { file: string; why: string }[] };
