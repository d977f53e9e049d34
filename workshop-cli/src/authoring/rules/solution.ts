import { type Material, type Problem, type Rule, shown, type Tried } from "../material.ts";

/** The solution passes every task, and type-checks. */
export const solutionPasses: Rule = {
  name: "solution passes",
  check: (material) => problemsOf(material, material.solution, shown(material, material.exercise.solution)),
};

/** The stretch can be done: by the solution, or by an alternative that is there to show it. */
export const stretchIsPossible: Rule = {
  name: "stretch is possible",
  depth: "quick",
  check(material) {
    const answers = [material.solution, ...material.alternatives];
    const isDone = answers.some(({ verdicts }) => verdicts.every(({ stretch }) => stretch.state === "passed"));
    if (isDone) return [];
    const file = `${shown(material, material.exercise.folder)}/test`;
    return [{ file, message: "No answer passes the stretch.", remedy: "Let the solution pass it, or an alternative." }];
  },
};

/** Every alternative, being right, is accepted. */
export const alternativesPass: Rule = {
  name: "alternatives pass",
  depth: "quick",
  check: (material) =>
    material.alternatives.flatMap((tried) => problemsOf(material, tried, nameOf(material, "alternatives", tried))),
};

/** Where a mistake or an alternative lies. */
export function nameOf(material: Material, folder: string, { subject }: Tried): string {
  return `${shown(material, material.exercise.solution)}/${folder}/${subject.name}`;
}

function problemsOf({ exercise }: Material, { verdicts, types }: Tried, file: string): Problem[] {
  const problems: Problem[] = types.map((error) => ({
    file,
    message: `It doesn't type-check: ${error}`,
    remedy: "Mend the types.",
  }));
  verdicts.forEach((verdict, index) => {
    const run = verdicts.length > 1 ? ` (run ${index + 1} of ${verdicts.length})` : "";
    if (verdict.problem !== null)
      problems.push({
        file,
        message: `It is ${verdict.state}${run}: ${verdict.problem}`,
        remedy: "Run it alone: `npx workshop author check`.",
      });
    for (const test of verdict.tests.filter(({ state }) => state === "failed")) {
      if (test.task === null) continue;
      problems.push({
        file,
        message: `"${test.name}" fails${run}: ${test.message}`,
        remedy: `A right answer must pass. Is the answer wrong, or does ${exercise.slug}'s test ask for more than the lesson?`,
      });
    }
  });
  return problems;
}
