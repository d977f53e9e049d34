import type { Course, Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import { isFolder, isThere, move } from "./files.ts";
import { finishReplacing } from "./replace.ts";

/** The names of an exercise: today's, and the older ones that a copy of it may still have. */
export type Names = Pick<Exercise, "slug" | "formerly">;

/** What something is called today that may have an older name; what the course doesn't know keeps its own. */
export function namesNow(course: Course, name: string): Names {
  const known = course.exercises.find(({ slug, formerly }) => slug === name || formerly.includes(name));
  return known ?? { slug: name, formerly: [] };
}

/** Where a copy has an older name of its exercise, moves it to today's and answers that name, else `null`. Needs the lock. */
export function adoptOlderName(state: State, { slug, formerly }: Names): string | null {
  if (isThere(state.copy(slug))) return null;
  for (const older of formerly) finishReplacing(state, older);
  const older = formerly.find((name) => isFolder(state.copy(name)));
  if (older === undefined) return null;
  // The copy goes last: as long as it has its older name, what was cut off here is done again.
  if (isFolder(state.base(older)) && !isThere(state.base(slug))) move(state.base(older), state.base(slug));
  move(state.copy(older), state.copy(slug));
  return older;
}

/** True where the learner has a copy, under whichever name. */
export function hasCopy(state: State, { slug, formerly }: Names): boolean {
  return [slug, ...formerly].some((name) => isThere(state.copy(name)));
}
