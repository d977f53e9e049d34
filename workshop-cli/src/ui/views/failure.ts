import { failuresOf, firstFailure } from "../../grading/first-failure.ts";
import type { TestResult, Verdict } from "../../grading/verdict.ts";
import type { Line } from "../page.ts";
import type { ShowPlace } from "../targets.ts";
import { printable } from "../text.ts";
import type { Theme } from "../theme.ts";
import { comparisonLines } from "./comparison.ts";

/** The first failing test in full, of the task that is asked for where one is, and the names of the others of its task. */
export function failureLines(theme: Theme, verdict: Verdict, place: ShowPlace, task?: number): Line[] {
  const test = verdict.state === "failed" ? firstFailure(verdict, task) : undefined;
  if (!test) return [];
  return [
    "",
    { mark: "step", text: theme.strong(sentenceOf(verdict, test)) },
    ...reasonLines(theme, test, place),
    ...otherLines(
      theme,
      failuresOf(verdict).filter((other) => other !== test && other.task === test.task),
    ),
  ];
}

/** What the stretch fails with: after a pass, for whoever goes on. */
export function stretchLines(theme: Theme, { tests }: Verdict, place: ShowPlace): Line[] {
  const test = tests.find(({ task, state }) => task === null && state === "failed");
  if (!test) return [];
  const title = { mark: "open" as const, text: theme.strong(`The stretch isn't there yet: ${test.name}`) };
  return ["", title, ...reasonLines(theme, test, place)];
}

/** The author's sentence, expected and actual, and where that stands. */
function reasonLines(theme: Theme, test: TestResult, place: ShowPlace): Line[] {
  const statement = statementOf(test);
  return [
    ...(statement === "" ? [] : [statement]),
    ...comparisonLines(theme, test),
    theme.soft(place(test.file, test.line)),
  ];
}

/** The task's title and the test's name, which are written to be read as one sentence. */
function sentenceOf(verdict: Verdict, test: TestResult): string {
  const task = verdict.tasks.find(({ number }) => number === test.task);
  return test.guard || !task ? test.name : `${task.title}: ${test.name}`;
}

/** The author's message without what the assertion library adds: expected and actual have lines of their own. */
function statementOf({ message, expected, actual }: TestResult): string {
  const text = (message ?? "").replace(/ \/\/ Object\.is equality$/, "").replace(/^(AssertionError|Error): /, "");
  if (expected === null || actual === null) return shortened(text);
  const [statement = text] = text.split(/: expected (?=[\s\S]+ to )/);
  return statement.startsWith("expected ") ? "" : shortened(statement);
}

/** What code throws may be as long as it likes. */
function shortened(text: string): string {
  return printable(text).split("\n").slice(0, 8).join("\n").slice(0, 600);
}

function otherLines({ soft, glyph }: Theme, others: TestResult[]): Line[] {
  if (others.length === 0) return [];
  const rest = others.length - shownOthers;
  return [
    "",
    soft(`${others.length} more of this task ${others.length === 1 ? "fails" : "fail"}:`),
    ...others.slice(0, shownOthers).map((each) => soft(`  ${each.name}`)),
    ...(rest > 0 ? [soft(`  ${glyph.more} and ${rest} more`)] : []),
  ];
}

const shownOthers = 3;
