import type { Exercise } from "../../course/exercise.ts";
import { failuresOf } from "../../grading/first-failure.ts";
import type { Verdict } from "../../grading/verdict.ts";
import { printable } from "../text.ts";

/** What a report says. */
export type Report = {
  exercise: Exercise;
  /** `null` where there is nothing of the learner's to judge. */
  verdict: Verdict | null;
  /** The hash of the tests. */
  tests: string;
  /** Files of the exercise that are newer than the copy's. */
  outdated: string[];
  versions: { workshop: string; commit: string | null; node: string; workerd: string; plugin: string; system: string };
};

/** Markdown for an issue, the same on every terminal. */
export function reportView({ exercise, verdict, tests, outdated, versions }: Report): string {
  const { workshop, commit, node, workerd, plugin, system } = versions;
  return [
    `### ${String(exercise.number).padStart(2, "0")}-${exercise.slug}: is this exercise wrong?`,
    "",
    `- workshop ${workshop}${commit === null ? "" : `, commit ${commit}`}`,
    `- tests ${tests}${verdict && !verdict.official ? ", edited here" : ""}`,
    ...(outdated.length > 0 ? [`- the copy is older than the exercise: ${outdated.join(", ")}`] : []),
    `- Node ${node}, workerd ${workerd}, @cloudflare/vitest-plugin ${plugin}, ${system}`,
    `- verdict: ${verdict ? inWords(verdict) : "none; the copy is as it was given"}`,
    ...failing(verdict),
    "",
    "What I expected, and why:",
  ].join("\n");
}

function inWords({ state, tasks, problem }: Verdict): string {
  const passed = tasks.filter((task) => task.state === "passed").length;
  return `${state}, ${passed} of ${tasks.length} tasks passed${problem === null ? "" : `: ${problem}`}`;
}

function failing(verdict: Verdict | null): string[] {
  const failures = verdict ? failuresOf(verdict) : [];
  if (failures.length === 0) return [];
  return [
    "",
    ...failures.map(({ file, line, name, message }) => {
      const where = `${file}${line === null ? "" : `:${line}`}`;
      const text = printable(message ?? "")
        .replace(/\s+/g, " ")
        .slice(0, 300);
      return `- ${where} "${name}"  \n  ${text}`;
    }),
  ];
}
