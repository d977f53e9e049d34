import type { Exercise } from "../course/exercise.ts";
import type { Mistake } from "../course/mistakes.ts";
import type { Verdict } from "../grading/verdict.ts";

/** What is known of a copy when its failures are looked at. */
export type Evidence = {
  exercise: Pick<Exercise, "needs">;
  verdict: Verdict;
  /** Tasks that were begun. */
  attempted: Set<number>;
  /** Names of the tests that fail in the starter, by task. */
  failsInStarter: Map<number, Set<string>>;
};

/**
 * The mistake that a task's failing tests belong to, or `null` where they can't tell: they are also those of another
 * mistake or of the starter, nothing of the task works, it wasn't begun, or what it builds on fails.
 */
export function misconceptionOf(task: number, mistakes: Mistake[], evidence: Evidence): Mistake | null {
  const { exercise, verdict, attempted, failsInStarter } = evidence;
  if (verdict.state !== "failed" || !attempted.has(task)) return null;
  if (basisOf(exercise, task).some((each) => stateOf(verdict, each) !== "passed")) return null;
  const failing = failingIn(verdict, task);
  const works = verdict.tests.some((test) => test.task === task && !test.guard && test.state === "passed");
  if (failing.size === 0 || !works || isSame(failing, failsInStarter.get(task) ?? new Set())) return null;
  const [suspect, ...others] = mistakes.filter((mistake) => isCause(mistake, task, evidence));
  return suspect && others.length === 0 ? suspect : null;
}

/** Whether what fails in a task, and what doesn't in others that were begun, is what this mistake does. */
function isCause(mistake: Mistake, task: number, { verdict, attempted }: Evidence): boolean {
  const tasks = new Set(mistake.fails.map((each) => each.task));
  if (!tasks.has(task)) return false;
  return [...tasks].every((each) => {
    const failing = failingIn(verdict, each);
    const own = mistake.fails.filter((test) => test.task === each);
    const hasAll = own.every(({ test, always }) => !always || failing.has(test));
    if (each === task) return hasAll && [...failing].every((name) => own.some(({ test }) => test === name));
    return hasAll || !attempted.has(each);
  });
}

/** What a task builds on, and what that builds on. */
function basisOf({ needs }: Pick<Exercise, "needs">, task: number): number[] {
  return (needs[task] ?? []).flatMap((needed) => [needed, ...basisOf({ needs }, needed)]);
}

function stateOf({ tasks }: Verdict, number: number) {
  return tasks.find((task) => task.number === number)?.state;
}

/** Names of a task's tests that fail. A failure's file may be the learner's, so tests are known by task and name. */
function failingIn({ tests }: Verdict, task: number): Set<string> {
  return new Set(tests.filter((test) => test.task === task && test.state === "failed").map(({ name }) => name));
}

function isSame(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}
