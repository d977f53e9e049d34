import type { Exercise } from "../course/exercise.ts";
import { confirm } from "../ui/prompts.ts";
import type { Session } from "./session.ts";
import { progressOf, readProgress } from "./where-you-are.ts";

/** Asks before the solution is shown to somebody who hasn't passed yet. Nobody is asked twice for one exercise. */
export async function confirmSpoiler(session: Session, exercise: Exercise, yes: boolean | undefined): Promise<boolean> {
  if (isFreeToLook(session, exercise)) return true;
  return confirm(session, `${exercise.title} isn't passed yet. Look at the solution all the same?`, yes);
}

/** True once the exercise is passed, or its solution was seen. */
export function isFreeToLook(session: Session, exercise: Exercise): boolean {
  const own = progressOf(readProgress(session).progress, exercise.slug);
  return own?.state === "passed" || (own?.solution ?? "unseen") !== "unseen";
}
