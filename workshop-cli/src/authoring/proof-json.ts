import type { Material, Tried } from "./material.ts";
import type { Proof } from "./prove.ts";

/** The proof as `author check --json` prints it. */
export function proofJson(proofs: Proof[]) {
  return {
    version: 1,
    ok: proofs.every(isSound),
    exercises: proofs.map(({ exercise, rules, material, told }) => ({
      slug: exercise.slug,
      rules: rules.map(({ rule, problems }) => ({ rule, ok: problems.length === 0, problems })),
      starter: stateOf(material.starter),
      solution: stateOf(material.solution),
      mistakes: material.mistakes.map((tried) => ({
        name: tried.subject.name,
        caughtBy: caughtBy(tried),
        isNamed: told?.includes(tried.subject.name as string) ?? null,
      })),
      alternatives: material.alternatives.map((tried) => ({ name: tried.subject.name, state: stateOf(tried) })),
    })),
  };
}

/** Whether nothing was found against an exercise. */
export function isSound({ rules }: Pick<Proof, "rules">): boolean {
  return rules.every(({ problems }) => problems.length === 0);
}

/** How many things the proof of an exercise looked at: its rules, and each subject. */
export function countChecks({ rules, material }: Proof): { passed: number; failed: number } {
  const failed = rules.filter(({ problems }) => problems.length > 0).length;
  return { passed: rules.length - failed + subjectCount(material), failed };
}

function subjectCount({ mistakes, alternatives, regions, halfDone }: Material): number {
  return 2 + mistakes.length + alternatives.length + regions.length + halfDone.length;
}

function stateOf({ verdicts }: Tried): string {
  return [...new Set(verdicts.map(({ state }) => state))].join(", ");
}

function caughtBy({ verdicts }: Tried): string[] {
  return [
    ...new Set(
      verdicts.flatMap(({ tests }) => tests.filter(({ state }) => state === "failed").map(({ name }) => name)),
    ),
  ];
}
