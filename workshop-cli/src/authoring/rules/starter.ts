import { existsSync, readFileSync } from "node:fs";
import { starterFailsPath } from "../../course/starter-fails.ts";
import type { Verdict } from "../../grading/verdict.ts";
import { type Problem, type Rule, shown } from "../material.ts";

/** The starter compiles and runs, fails each task with a test's own message, and keeps what its guards say. */
export const starterFails: Rule = {
  name: "starter fails",
  check(material) {
    const file = shown(material, material.exercise.folder);
    const { verdicts, types } = material.starter;
    const problems: Problem[] = types.map((error) => ({
      file,
      message: `The starter doesn't type-check: ${error}`,
      remedy: "A starter compiles: the hole is what it does, not what it is.",
    }));
    for (const verdict of verdicts) {
      if (verdict.problem !== null)
        problems.push({
          file,
          message: `The starter is ${verdict.state}: ${verdict.problem}`,
          remedy: "Let it run and answer something plausible and wrong.",
        });
      for (const task of verdict.tasks.filter(({ state }) => state !== "failed")) {
        problems.push({
          file,
          message: `The starter's task ${task.number} is ${task.state}.`,
          remedy: "Each task fails in the starter, for the reason that its tests name.",
        });
      }
      if (verdict.stretch.state === "passed")
        problems.push({ file, message: "The starter passes the stretch.", remedy: "Ask for more in the stretch." });
      for (const test of verdict.tests.filter(({ guard, state }) => guard && state !== "passed")) {
        problems.push({
          file: test.file,
          message: `The guard "${test.name}" fails on the starter: ${test.message}`,
          remedy: "A guard tests what is given. Give it, or make it a task's test.",
        });
      }
    }
    return unique(problems);
  },
};

/** What the starter fails with is written down beside the tests, so that a review reads it as prose. */
export const starterMessages: Rule = {
  name: "starter's messages",
  check(material) {
    const path = starterFailsPath(material.exercise);
    const now = recordOf(material.starter.verdicts[0] as Verdict);
    const written = existsSync(path) ? readFileSync(path, "utf8").replace(/\r\n/g, "\n") : "";
    if (written === now) return [];
    return [
      {
        file: shown(material, path),
        message: `It doesn't say what the starter fails with now:\n${changedLines(written, now)}`,
        remedy: "Read the messages as a learner would, then `npx workshop author check --record`.",
      },
    ];
  },
};

/** The starter's failures as text: a heading a task, a paragraph a test. */
export function recordOf(verdict: Verdict): string {
  const parts = verdict.tasks.map(({ number, title }) => {
    const failures = verdict.tests.filter((test) => test.task === number && test.state === "failed");
    return [`## ${number}. ${title}`, ...failures.map((test) => `- ${test.name}\n  ${oneLine(test.message)}`)].join(
      "\n",
    );
  });
  return `${parts.join("\n\n")}\n`;
}

/** What is no longer so, and what is so instead. */
function changedLines(written: string, now: string): string {
  const lines = (from: string, without: string, sign: string) => {
    const others = new Set(without.split("\n"));
    return from.split("\n").flatMap((line) => (others.has(line) ? [] : [`${sign} ${line.trim()}`]));
  };
  return [...lines(written, now, "-"), ...lines(now, written, "+")].join("\n");
}

function oneLine(message: string | null): string {
  return (message ?? "").replace(/\s*\/\/ Object\.is equality/, "").replace(/\s+/g, " ");
}

function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
