import { relative } from "node:path";
import type { Exercise, Lesson } from "../course/exercise.ts";
import { explainEnd, explainError, explainMissingExport, explainUnhandled } from "./problem.ts";
import type { ModuleRun, Run, TestRun, Unhandled } from "./protocol.ts";
import type { Subject } from "./subject.ts";
import type { TaskResult, TestResult, Verdict, VerdictState } from "./verdict.ts";

/** How a run ended. */
export type Outcome =
  | { state: "ran"; run: Run }
  | { state: "timed-out"; seconds: number; test: string | null }
  | { state: "no-start"; seconds: number }
  | { state: "flooded"; test: string | null }
  | { state: "filled"; test: string | null }
  | { state: "ended"; test: string | null }
  /** Nothing was run: what is to be graded can't be. */
  | { state: "refused"; problem: string };

/** What a verdict is made of. */
export type Given = {
  root: string;
  subject: Subject;
  lesson: Lesson;
  official: boolean;
  /** Names of the test files that were to be run. */
  files: string[];
  /** Those that were asked for; all when absent. */
  only?: string[];
  outcome: Outcome;
  /** What had ended of a run that didn't: files of tests, and what nobody had handled by then. */
  partly: Run;
  /** What the code printed, line by line. */
  logs: string[];
  /** What it threw, with places. */
  thrown: string[];
  durationMs: number;
};

/** Makes a verdict of what a run left. Only results count, never an exit code; what didn't run didn't pass. */
export function composeVerdict(given: Given): Verdict {
  const { root, subject, lesson, official, outcome, logs, thrown, durationMs } = given;
  const run = outcome.state === "ran" ? outcome.run : given.partly;
  const { modules } = run;
  const tests = modules.flatMap((module) =>
    module.tests.map((test) => toTestResult(test, module, subject.exercise, root)),
  );
  const open = unfinished(given, modules);
  const endedEarly = outcome.state === "ran" ? null : explainEnd(outcome);
  // The stretch can't break a run: where nothing but the stretch was left, the tasks are judged as ever.
  const isJudged = endedEarly === null || (open.length > 0 && open.every((file) => taskOf(file) === null));
  const problem = isJudged ? (withoutTask(given) ?? problemOf(run, askedOf(given), root)) : endedEarly;
  const ofStretch = run.unhandled.find(isOfStretch);
  const tasks = lesson.tasks.map(({ number, title }): TaskResult => {
    const ended = !open.some((file) => taskOf(file) === number);
    return { number, title, state: ended ? stateOfTask(tests, number) : "not-run" };
  });
  const state = isJudged ? stateOf(problem, tasks) : stateAfter(outcome);
  const linesOf = (texts: string[]) => texts.flatMap((text) => text.replaceAll(`${root}/`, "").split("\n"));
  return {
    version: 1,
    exercise: subject.exercise.slug,
    number: subject.exercise.number,
    subject: subject.kind,
    official,
    state,
    durationMs,
    tasks,
    stretch: { state: isJudged && (endedEarly ?? ofStretch) ? "failed" : stateOfStretch(tests, modules) },
    tests: tests.sort((a, b) => (a.task ?? 99) - (b.task ?? 99)),
    types: [],
    logs: linesOf(logs),
    // Where all is well, what the code threw was asked for.
    thrown: state === "passed" ? [] : linesOf(thrown),
    xray: modules.flatMap(({ file, tests }) =>
      tests
        .filter(({ seen }) => seen.length > 0)
        .map(({ name, seen }) => ({ task: taskOf(file), test: name, objects: seen })),
    ),
    problem: problem ?? endedEarly ?? (ofStretch ? explainUnhandled(ofStretch, root) : null),
  };
}

/** Files of tests that haven't ended. */
function unfinished({ files, outcome }: Given, ended: ModuleRun[]): string[] {
  return outcome.state === "ran" ? [] : files.filter((file) => !ended.some((module) => module.file === file));
}

/** The tasks of which some test must have run. */
function askedOf({ lesson, only }: Given): number[] {
  const numbers = lesson.tasks.map(({ number }) => number);
  return only === undefined ? numbers : numbers.filter((number) => only.some((file) => taskOf(file) === number));
}

/** Of a run that ended before its tasks did. */
function stateAfter({ state }: Outcome): VerdictState {
  return ["timed-out", "flooded", "filled"].includes(state) ? "timed-out" : "broken";
}

function stateOf(problem: string | null, tasks: TaskResult[]): VerdictState {
  if (problem !== null) return "broken";
  return tasks.every((task) => task.state === "passed") ? "passed" : "failed";
}

/** Why a run that ended isn't to be trusted; `null` when each test gave an answer. The stretch can't break a run. */
function problemOf(run: Run, asked: number[], root: string): string | null {
  const required = run.modules.filter((module) => taskOf(module.file) !== null);
  // Before the errors that follow from it.
  const missing = required
    .flatMap((module) => module.tests)
    .find((test) => explainMissingExport(test.failure?.message ?? ""));
  if (missing?.failure) return explainMissingExport(missing.failure.message);
  const [error] = required.flatMap((module) => module.errors);
  if (error) return explainError(error, root);
  const focused = required
    .flatMap((module) => module.tests)
    .find((test) => /Unexpected \.only/.test(test.failure?.message ?? ""));
  if (focused) return `The test "${focused.name}" is focused by \`.only\`. The exercise's own tests have been edited.`;
  const unhandled = run.unhandled.find((error) => !isOfStretch(error));
  if (unhandled) return explainUnhandled(unhandled, root);
  for (const number of asked) {
    const tests = required.filter((module) => taskOf(module.file) === number).flatMap((module) => module.tests);
    if (tests.length === 0) return `No test was run for task ${number}. The exercise's own tests may have been edited.`;
    const idle = tests.find((test) => test.state === "skipped" || test.state === "pending");
    if (idle)
      return `The test "${idle.name}" of task ${number} was skipped. The exercise's own tests may have been edited.`;
  }
  return null;
}

/** Tasks are the lesson's: one that is missing there, nobody would have to pass. */
function withoutTask({ lesson, files, subject, root }: Given): string | null {
  const numbers = [null, ...lesson.tasks.map(({ number }) => number)];
  const file = files.find((each) => !numbers.includes(taskOf(each)));
  if (file === undefined && lesson.tasks.length > 0) return null;
  const page = relative(root, `${subject.exercise.folder}/README.md`);
  return `${page} has no task ${file === undefined ? "at all" : `${taskOf(file)}, of which there are tests`}. It may have been edited: each task begins with a line like "## 1. A title".`;
}

function isOfStretch({ during }: Unhandled): boolean {
  return during !== null && taskOf(during) === null;
}

function stateOfTask(tests: TestResult[], number: number): TaskResult["state"] {
  const own = tests.filter((test) => test.task === number);
  if (own.length === 0 || own.some((test) => test.state === "not-run")) return "not-run";
  return own.every((test) => test.state === "passed") ? "passed" : "failed";
}

function stateOfStretch(tests: TestResult[], modules: ModuleRun[]): Verdict["stretch"]["state"] {
  const own = modules.filter((module) => taskOf(module.file) === null);
  if (own.length === 0) return "absent";
  const passed = tests.filter((test) => test.task === null);
  const isClean = own.every((module) => module.errors.length === 0 && module.tests.length > 0);
  return isClean && passed.every((test) => test.state === "passed") ? "passed" : "failed";
}

function toTestResult(test: TestRun, module: ModuleRun, exercise: Exercise, root: string): TestResult {
  return {
    task: taskOf(module.file),
    name: test.name,
    guard: test.describe.startsWith("given:"),
    state: test.state === "passed" || test.state === "failed" ? test.state : "not-run",
    message: test.failure?.message ?? null,
    expected: test.failure?.expected ?? null,
    actual: test.failure?.actual ?? null,
    file: relative(root, test.failure?.file ?? `${exercise.folder}/test/${module.file}`),
    line: test.failure?.line ?? null,
    durationMs: Math.round(test.durationMs),
  };
}

/** `2-keeps.node.test.ts` belongs to task 2; the stretch to none. */
function taskOf(file: string): number | null {
  const number = Number.parseInt(file, 10);
  return Number.isNaN(number) ? null : number;
}
