import type { TestResult, Verdict } from "./verdict.ts";

/**
 * The test that a learner should look at first: a guard before its task, tasks in order, the stretch never.
 *
 * @param task whose tests come before all others.
 */
export function firstFailure(verdict: Verdict, task?: number): TestResult | undefined {
  const failed = failuresOf(verdict);
  const own = failed.find((test) => test.task === task);
  if (own) return own;
  return failed.find((test) => test.guard) ?? failed[0];
}

/** The tests of tasks that failed, in the order of the tasks. */
export function failuresOf({ tests }: Verdict): TestResult[] {
  const failed = tests.filter((test) => test.state === "failed" && test.task !== null);
  return failed.sort((a, b) => (a.task as number) - (b.task as number));
}
