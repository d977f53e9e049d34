import type { Proof } from "../../authoring/prove.ts";

/** What the proof found of an exercise: one line when it is sound, else each problem with its remedy. */
export function viewProof({ exercise, rules, material, told }: Proof): string {
  const problems = rules.flatMap(({ rule, problems }) => problems.map((problem) => ({ rule, ...problem })));
  const name = `${String(exercise.number).padStart(2, "0")} ${exercise.slug}`;
  const tried = material.depth === "glance" ? "starter and solution" : triedIn(material, told);
  if (problems.length === 0) return `ok    ${name}: ${tried}`;
  const lines = problems.map(
    ({ rule, file, message, remedy }) =>
      `  ${rule}: ${file}\n    ${message.replaceAll("\n", "\n    ")}\n    -> ${remedy}`,
  );
  return [`WRONG ${name}: ${tried}`, ...lines].join("\n");
}

function triedIn({ mistakes, alternatives, regions }: Proof["material"], told: Proof["told"]): string {
  const named = told === null ? "" : ` (${told.length} told by hints)`;
  return `${mistakes.length} mistakes${named}, ${alternatives.length} alternatives, ${regions.length} regions`;
}
