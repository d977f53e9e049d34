import { existsSync } from "node:fs";
import type { Exercise } from "../course/exercise.ts";
import { openGrader } from "../grading/grader.ts";
import type { Verdict } from "../grading/verdict.ts";
import { type LastVerdict, lastVerdict } from "../progress/last-verdict.ts";
import { showProgress } from "../ui/live-line.ts";
import { answerHash, testsHash } from "../workspace/hash.ts";
import { starterInUse } from "../workspace/starter.ts";
import { editionOf } from "./edition.ts";
import { gradeCopy, recordVerdict } from "./grade-copy.ts";
import type { Session } from "./session.ts";

/**
 * The verdict on the copy as it is now: the last one where nothing changed since, else a new one. `null` where there is
 * no copy, or where it is as it was given.
 */
export async function verdictNow(session: Session, exercise: Exercise): Promise<Verdict | null> {
  const { state, terminal, cancelled: signal } = session;
  const copy = state.copy(exercise.slug);
  if (!existsSync(copy)) return null;
  const answer = answerHash(copy);
  if (answer === answerHash(starterInUse(state, exercise))) return null;
  const last = lastVerdict(state, exercise.slug);
  if (last && last.answer === answer && stillHolds(last, session, exercise)) return last.verdict;
  const grader = openGrader(state);
  const progress = showProgress(terminal, "Looking at your answer");
  try {
    const graded = await gradeCopy(session, grader, exercise, { signal, onTest: progress.tell });
    recordVerdict(session, exercise, graded);
    return graded.verdict;
  } finally {
    progress.end();
    await grader.close();
  }
}

/** A run that broke or took too long may do so no more: the machine may have been at fault. */
function stillHolds({ verdict, tests, edition }: LastVerdict, { state }: Session, exercise: Exercise): boolean {
  const isJudged = verdict.state === "passed" || verdict.state === "failed";
  return isJudged && tests === testsHash(exercise) && edition === editionOf(state.root);
}
