import type { TestResult, Verdict } from "../../grading/verdict.ts";
import { drawPage, type Line, type Mark, roomOn } from "../page.ts";
import { cutTo } from "../text.ts";
import type { Theme } from "../theme.ts";
import { comparisonLines } from "./comparison.ts";

/** What a verdict is shown with. */
export type VerdictScreen = {
  verdict: Verdict;
  title: string;
  /** The file to edit, as a path that can be opened from where the learner is. */
  focus: string;
  /** What to do next; in a watch, its keys say that. */
  next: string[];
};

/** The learner's main screen: tasks, the first failing test in full, what the code printed, what to do next. */
export function verdictView(theme: Theme, { verdict, title, focus, next }: VerdictScreen): string {
  const body = [
    ...taskLines(theme, verdict),
    ...problemLines(theme, verdict),
    ...failureLines(theme, verdict),
    ...typeLines(theme, verdict),
    ...logLines(theme, verdict),
    ...officialLines(verdict),
  ];
  return drawPage(theme, {
    title: `${String(verdict.number).padStart(2, "0")}  ${title}`,
    right: `${outcome(verdict)} ${theme.glyph.middot} ${seconds(verdict.durationMs)}`,
    body,
    end: verdict.state === "passed" ? next : [`Edit ${theme.code(focus)}`, ...next],
  });
}

/** The test that a learner should look at first: a guard before its task, tasks in order, the stretch never. */
export function firstFailure(verdict: Verdict): TestResult | undefined {
  const failed = verdict.tests.filter((test) => test.state === "failed" && test.task !== null);
  return failed.find((test) => test.guard) ?? failed[0];
}

function outcome({ state, tasks }: Verdict): string {
  const passed = tasks.filter((task) => task.state === "passed").length;
  if (state === "passed") return "passed";
  if (state === "failed") return `${passed} of ${tasks.length} ${tasks.length === 1 ? "task" : "tasks"} passed`;
  return state === "broken" ? "can't be graded" : "ended early";
}

function taskLines(theme: Theme, verdict: Verdict): Line[] {
  const lines: Line[] = verdict.tasks.map(({ number, title, state }) => ({
    mark: markOfState[state],
    text: `${number}. ${title}`,
    ...(state === "failed" ? { right: counted(verdict.tests.filter((test) => test.task === number)) } : {}),
  }));
  if (verdict.stretch.state === "passed") lines.push({ mark: "star", text: theme.accent("The stretch, too") });
  return lines;
}

const markOfState: Record<TestResult["state"], Mark> = { passed: "passed", failed: "failed", "not-run": "open" };

function counted(tests: TestResult[]): string {
  const failed = tests.filter((test) => test.state === "failed").length;
  return tests.length > 1 ? `${failed} of ${tests.length} tests fail` : "";
}

function problemLines(theme: Theme, { problem, state }: Verdict): Line[] {
  if (problem === null) return [];
  return [
    "",
    { mark: "attention", text: theme.strong(state === "timed-out" ? "Ended early" : "This can't be graded") },
    problem,
  ];
}

function failureLines(theme: Theme, verdict: Verdict): Line[] {
  const test = verdict.state === "failed" ? firstFailure(verdict) : undefined;
  if (!test) return [];
  const others = verdict.tests.filter((each) => each.state === "failed" && each.task !== null && each !== test);
  const place = test.line === null ? test.file : `${test.file}:${test.line}`;
  return [
    "",
    { mark: "step", text: `${theme.strong(sentenceOf(verdict, test))}` },
    statementOf(test),
    ...comparisonLines(theme, test),
    theme.soft(place),
    ...(others.length > 0
      ? ["", theme.soft(`${others.length} more ${others.length === 1 ? "test fails" : "tests fail"}:`)]
      : []),
    ...others.slice(0, 3).map((each) => theme.soft(`  ${each.name}`)),
    ...(others.length > 3 ? [theme.soft(`  ${theme.glyph.more} and ${others.length - 3} more`)] : []),
  ];
}

/** The task's title and the test's name, which are written to be read as one sentence. */
function sentenceOf(verdict: Verdict, test: TestResult): string {
  const task = verdict.tasks.find(({ number }) => number === test.task);
  return test.guard || !task ? test.name : `${task.title}: ${test.name}`;
}

/** The author's message without what the assertion library adds: expected and actual get lines of their own. */
function statementOf({ message, expected, actual }: TestResult): string {
  const text = (message ?? "").replace(/ \/\/ Object\.is equality$/, "").replace(/^(AssertionError|Error): /, "");
  if (expected === null && actual === null) return text;
  const [statement = text] = text.split(/: expected (?=[\s\S]+ to )/);
  return /^expected /.test(statement) ? "" : statement;
}

function typeLines(theme: Theme, { types }: Verdict): Line[] {
  if (types.length === 0) return [];
  const shown = types.slice(0, 3).map((each) => `${theme.soft(`${each.file}:${each.line}`)} ${each.message}`);
  const rest = types.length > 3 ? [theme.soft(`${theme.glyph.more} and ${types.length - 3} more`)] : [];
  return ["", { mark: "note", text: theme.soft("TypeScript's advice, which doesn't count:") }, ...shown, ...rest];
}

const logLimit = 8;

function logLines(theme: Theme, { logs }: Verdict): Line[] {
  if (logs.length === 0) return [];
  const hidden = logs.length - logLimit;
  const heading = hidden > 0 ? `Your code printed ${logs.length} lines; the last ${logLimit}:` : "Your code printed:";
  const shown = logs.slice(-logLimit).map((line) => `  ${cutTo(line, roomOn(theme) - 2, theme.glyph.more)}`);
  return ["", { mark: "note", text: theme.soft(heading) }, { verbatim: shown.join("\n") }];
}

function officialLines({ official }: Verdict): Line[] {
  if (official) return [];
  return ["", { mark: "attention", text: "Unofficial: this exercise's tests differ from those that were published." }];
}

function seconds(ms: number): string {
  return ms < 100 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
