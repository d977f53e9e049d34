import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "./exercise.ts";

/** A test that fails with a mistake: always, or in some runs only. */
export type FailingTest = { task: number; test: string; always: boolean };

/** Where is written down which tests fail with each mistake. */
export function mistakesFailPath({ solution }: Pick<Exercise, "solution">): string {
  return join(solution, "mistakes-fail.md");
}

/** Which tests fail with each mistake, by the mistakes' names; none where nothing is written down. */
export function readMistakesFail(exercise: Pick<Exercise, "solution">): Map<string, FailingTest[]> {
  const path = mistakesFailPath(exercise);
  const byName = new Map<string, FailingTest[]>();
  let current: FailingTest[] = [];
  for (const line of existsSync(path) ? readFileSync(path, "utf8").split(/\r?\n/) : []) {
    const name = /^## (.+)$/.exec(line)?.[1];
    if (name !== undefined) {
      current = [];
      byName.set(name, current);
    }
    const [, task, sometimes, test] = /^- (\d+)\. (\(sometimes\) )?(.+)$/.exec(line) ?? [];
    if (test !== undefined) current.push({ task: Number(task), test, always: sometimes === undefined });
  }
  return byName;
}

/** The text that is written down. */
export function mistakesFailText(byName: Map<string, FailingTest[]>): string {
  const parts = [...byName].map(([name, tests]) =>
    [
      `## ${name}`,
      "",
      ...tests.map(({ task, test, always }) => `- ${task}. ${always ? "" : "(sometimes) "}${test}`),
    ].join("\n"),
  );
  return `${[HEAD, ...parts].join("\n\n")}\n`;
}

const HEAD = `# What fails with each mistake

Written by \`npx workshop author check --record\`. A hint names a mistake where its tests fail and no others.`;
