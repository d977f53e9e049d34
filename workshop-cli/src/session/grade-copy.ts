import type { Exercise } from "../course/exercise.ts";
import { readLesson } from "../course/lesson.ts";
import { WorkshopError } from "../errors.ts";
import { copyOf } from "../grading/assemble.ts";
import type { Grader } from "../grading/grader.ts";
import type { Verdict } from "../grading/verdict.ts";
import { gradedBy } from "../progress/events.ts";
import { keepVerdict } from "../progress/last-verdict.ts";
import { testsAreOfficial } from "../workspace/edits.ts";
import { answerHash, testsHash } from "../workspace/hash.ts";
import { editionOf } from "./edition.ts";
import { happened } from "./happened.ts";
import type { Session } from "./session.ts";

export type GradedCopy = { verdict: Verdict; answer: string };

/** Grades the copy of an exercise as it is now. `answer` is the hash of what was graded. */
export async function gradeCopy(
  { state }: Session,
  grader: Grader,
  exercise: Exercise,
  options: { signal: AbortSignal; onTest?: (name: string) => void },
): Promise<GradedCopy> {
  const copy = state.copy(exercise.slug);
  const answer = answerHash(copy);
  const verdict = await grader.grade(copyOf(exercise, copy), {
    lesson: readLesson(exercise),
    official: () => testsAreOfficial(exercise),
    ...options,
  });
  return { verdict, answer };
}

/** Keeps a verdict: what it comes to in the log, and the whole of it until the next. */
export function recordVerdict(session: Session, exercise: Exercise, { verdict, answer }: GradedCopy): void {
  // The log is for ever: what stands in it must be about what was graded.
  if (verdict.exercise !== exercise.slug) {
    throw new Error(`Expected a verdict on ${exercise.slug}, got one on ${verdict.exercise}`);
  }
  const hashes = { tests: testsHash(exercise), answer };
  happened(session, exercise.slug, gradedBy(verdict, hashes));
  keepVerdict(session.state, exercise.slug, { verdict, ...hashes, edition: editionOf(session.state.root) });
}

/**
 * Records a verdict before it is shown, since the screen counts it in, and lets it be seen also where it can't be kept:
 * answers what a person can do something about, for telling it below.
 */
export function tryToRecord(session: Session, exercise: Exercise, graded: GradedCopy): WorkshopError | null {
  try {
    recordVerdict(session, exercise, graded);
    return null;
  } catch (error) {
    if (error instanceof WorkshopError) return error;
    throw error;
  }
}
