import { existsSync, readFileSync } from "node:fs";
import { type FailingTest, mistakesFailPath, mistakesFailText, readMistakesFail } from "../../course/mistakes-fail.ts";
import type { Verdict } from "../../grading/verdict.ts";
import { type Depth, type Material, type Rule, shown, type Tried } from "../material.ts";

/**
 * What fails with each mistake is written down, for hints to know a mistake by it. The quick proof looks only whether
 * each mistake is there: one that races or draws lots may fail otherwise once in a while, which `author check` finds.
 */
export const mistakesFailAsWritten: Rule = {
  name: "what mistakes fail with",
  depth: "quick",
  check(material) {
    const path = mistakesFailPath(material.exercise);
    const written = existsSync(path) ? readFileSync(path, "utf8").replace(/\r\n/g, "\n") : "";
    const now = mistakesFailText(failuresToWrite(material));
    if (written === now || (material.depth === "quick" && hasEach(material))) return [];
    return [
      {
        file: shown(material, path),
        message: `It doesn't say which tests fail with each mistake. Now it would be:\n${now}`,
        remedy:
          "`npx workshop author check --record` writes it; with `--repeat 20 --load` where it differs from run to run.",
      },
    ];
  },
};

function hasEach({ exercise, mistakes }: Material): boolean {
  const written = [...readMistakesFail(exercise).keys()];
  const names = mistakes.map(({ subject }) => subject.name as string);
  return written.length === names.length && names.every((name) => written.includes(name));
}

/**
 * What is written already, where the verdicts agree with it; else both together: what differs from run to run fails
 * sometimes. Tests that are gone are forgotten; one that nothing is written of is new, and differs from nothing.
 */
export function failuresToWrite({ exercise, mistakes, depth }: Material): Map<string, FailingTest[]> {
  const written = readMistakesFail(exercise);
  const known = new Set([...written.values()].flat().map(nameOf));
  return new Map(
    mistakes.map((tried) => {
      const name = tried.subject.name as string;
      const before = written.get(name);
      if (before === undefined) return [name, failuresOf(tried)];
      return [
        name,
        tried.verdicts.every((each) => agrees(before, each, depth)) ? before : together(before, tried, known),
      ];
    }),
  );
}

function together(written: FailingTest[], tried: Tried, known: Set<string>): FailingTest[] {
  const now = new Map(failuresOf(tried).map((test) => [nameOf(test), test]));
  const before = new Map(written.map((test) => [nameOf(test), test]));
  const all = tried.verdicts.flatMap(({ tests }) => tests.filter(({ task }) => task !== null));
  const order = [...new Set(all.map(nameOfResult))].filter((name) => now.has(name) || before.has(name));
  return order
    .map((name) => {
      const { task, test } = (now.get(name) ?? before.get(name)) as FailingTest;
      const wasAlways = before.get(name)?.always ?? !known.has(name);
      return { task, test, always: wasAlways && now.get(name)?.always === true };
    })
    .sort((a, b) => a.task - b.task);
}

/** Only what ran can agree or not: the quick proof leaves files of tests out, and a run may end early. */
function agrees(written: FailingTest[], verdict: Verdict, depth: Depth): boolean {
  const failing = failingTests(verdict);
  const isWritten = (name: string) => written.some((each) => nameOf(each) === name);
  const isWhole = depth === "full" && verdict.problem === null;
  const there = new Set(verdict.tests.map(nameOfResult));
  const ran = new Set(verdict.tests.filter(({ state }) => state !== "not-run").map(nameOfResult));
  return (
    [...failing].every(isWritten) &&
    (!isWhole || written.every((each) => there.has(nameOf(each)))) &&
    written.every((each) => !each.always || !ran.has(nameOf(each)) || failing.has(nameOf(each)))
  );
}

function failuresOf({ verdicts }: Tried): FailingTest[] {
  const all = new Map<string, FailingTest>();
  for (const verdict of verdicts) {
    for (const { task, name, state } of verdict.tests) {
      if (task === null || state !== "failed") continue;
      const test: FailingTest = { task, test: name, always: true };
      all.set(nameOf(test), test);
    }
  }
  return [...all.values()]
    .map((test) => ({ ...test, always: verdicts.every((verdict) => failingTests(verdict).has(nameOf(test))) }))
    .sort((a, b) => a.task - b.task);
}

function failingTests(verdict: Verdict): Set<string> {
  return new Set(verdict.tests.filter(({ state, task }) => state === "failed" && task !== null).map(nameOfResult));
}

function nameOf({ task, test }: FailingTest): string {
  return `${task}. ${test}`;
}

function nameOfResult({ task, name }: Verdict["tests"][number]): string {
  return `${task}. ${name}`;
}
