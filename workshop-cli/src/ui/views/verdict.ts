import type { Exercise } from "../../course/exercise.ts";
import type { TestResult, Verdict, VerdictState } from "../../grading/verdict.ts";
import { drawPage, type Line, type Mark, roomOn } from "../page.ts";
import type { ShowPlace } from "../targets.ts";
import { cutTo, printable } from "../text.ts";
import type { Theme } from "../theme.ts";
import { failureLines } from "./failure.ts";
import { typeLines } from "./types.ts";

/** What a verdict is shown with. */
export type VerdictScreen = {
  verdict: Verdict;
  title: string;
  /** Which tasks build on which. */
  needs: Exercise["needs"];
  /** The file to edit, as a path that can be opened from where the learner is. */
  focus: string;
  place: ShowPlace;
  /** Whose failure to explain; by itself it is the first that there is. */
  task?: number | undefined;
  /** What a pass has taught. */
  learned?: Line[];
  /** What to do next; in a watch, its keys say that. */
  next: string[];
};

/** The learner's main screen: tasks, the first failing test in full, what the code printed, what to do next. */
export function verdictView(theme: Theme, screen: VerdictScreen): string {
  const { verdict, title, needs, focus, place, task, learned = [], next } = screen;
  const body = [
    ...taskLines(theme, verdict, needs),
    ...problemLines(theme, verdict),
    ...officialLines(verdict),
    ...logLines(theme, verdict.logs, "Your code printed"),
    ...logLines(theme, errorsIn(verdict.thrown), "Errors that left your code; tests ask for some"),
    ...(verdict.types.length > 0 ? ["", ...typeLines(theme, verdict.types, place)] : []),
    ...learned,
    // Last, since the end of the output is what one sees first.
    ...failureLines(theme, verdict, place, task),
  ];
  return drawPage(theme, {
    title: `${String(verdict.number).padStart(2, "0")}  ${title}`,
    right: `${outcome(theme, verdict)} ${theme.soft(`${theme.glyph.middot} ${seconds(verdict.durationMs)}`)}`,
    body,
    end: verdict.state === "passed" ? next : [`Edit ${theme.code(focus)}`, ...next],
  });
}

function outcome({ good, bad }: Theme, { state, tasks }: Verdict): string {
  const passed = tasks.filter((task) => task.state === "passed").length;
  const words = {
    passed: good("passed"),
    failed: `${passed} of ${tasks.length} ${tasks.length === 1 ? "task" : "tasks"} passed`,
    broken: bad("can't be graded"),
    "timed-out": bad("ended early"),
  };
  return words[state];
}

function taskLines(theme: Theme, verdict: Verdict, needs: Exercise["needs"]): Line[] {
  const lines: Line[] = verdict.tasks.map((task) => ({
    mark: markOfState[task.state],
    text: `${task.number}. ${task.title}`,
    right: task.state === "failed" ? whyFailed(verdict, task.number, needs) : "",
  }));
  if (verdict.stretch.state === "passed") {
    lines.push({ mark: "star", text: theme.accent(verdict.state === "passed" ? "The stretch, too" : "The stretch") });
  }
  return lines;
}

const markOfState: Record<TestResult["state"], Mark> = { passed: "passed", failed: "failed", "not-run": "open" };

/** A task that builds on another which fails is best left for later. */
function whyFailed({ tasks, tests }: Verdict, number: number, needs: Exercise["needs"]): string {
  const first = needs[number]?.find((needed) =>
    tasks.some((task) => task.number === needed && task.state !== "passed"),
  );
  return first === undefined ? counted(tests.filter((test) => test.task === number)) : `needs task ${first}`;
}

function counted(tests: TestResult[]): string {
  const failed = tests.filter((test) => test.state === "failed").length;
  return tests.length > 1 ? `${failed} of ${tests.length} tests fail` : "";
}

function problemLines(theme: Theme, { problem, state }: Verdict): Line[] {
  if (problem === null) return [];
  return ["", { mark: "attention", text: theme.strong(headingOf[state]) }, problem];
}

const headingOf: Record<VerdictState, string> = {
  "timed-out": "Ended early",
  broken: "This can't be graded",
  // The tasks are judged; it is the stretch that broke off, or forgot a promise.
  passed: "The stretch isn't there yet",
  failed: "The stretch isn't there yet",
};

const logLimit = 8;

function logLines(theme: Theme, logs: string[], what: string): Line[] {
  if (logs.length === 0) return [];
  const printed = logs.map(printable);
  // Where not all has room, stacks go first: what was printed with an error says more than who called whom.
  const kept = runsOf(printed).length > logLimit ? withoutStacks(printed) : printed;
  const lines = runsOf(kept);
  const cut = lines.length > logLimit ? `, the last ${logLimit} of ${kept.length} lines` : "";
  const heading = `${what}${cut}${kept.length < printed.length ? ", without stacks" : ""}:`;
  const shown = lines.slice(-logLimit).map(({ line, times }) => {
    const count = times > 1 ? `  (${times} times)` : "";
    return `  ${cutLine(theme, line, roomOn(theme) - 2 - count.length)}${theme.soft(count)}`;
  });
  return ["", { mark: "note", text: theme.soft(heading) }, { verbatim: shown.join("\n") }];
}

/** Each error in a line, with the first of its places. Those that a test threw itself, to see what comes of it, are left out. */
function errorsIn(thrown: string[]): string[] {
  const errors: { message: string; place: string }[] = [];
  for (const line of thrown) {
    const place = placeIn(line);
    const last = errors.at(-1);
    if (place === undefined && !/^\s/.test(line)) errors.push({ message: line, place: "" });
    else if (last && last.place === "" && place !== undefined) last.place = `  ${place}`;
  }
  const isTests = (place: string) => /exercises\/[^/]+\/test\/[^/]+$/.test(place);
  return errors.filter(({ place }) => !isTests(place)).map(({ message, place }) => message + place);
}

/** Cuts a line where it is too long; the place at its end stays, if it leaves room for some words. */
function cutLine({ glyph }: Theme, line: string, room: number): string {
  const [place = ""] = / {2}\S+:\d+$/.exec(line) ?? [];
  if (place.length + 20 > room) return cutTo(line, room, glyph.more);
  return cutTo(line.slice(0, line.length - place.length), room - place.length, glyph.more) + place;
}

/** All but the stacks of errors. Of each its first place stays, in the line that it stands under. */
function withoutStacks(printed: string[]): string[] {
  const kept: string[] = [];
  let isInStack = false;
  for (const line of printed) {
    const place = placeIn(line);
    if (place === undefined && !(isInStack && /^\s+at /.test(line))) {
      kept.push(line);
      isInStack = false;
    } else {
      if (!isInStack) kept.push(`${kept.pop() ?? ""}  ${place}`);
      isInStack = true;
    }
  }
  return kept;
}

/** The file and line that a line of a stack names. Node prints what else is in an error from the end of the last one on. */
function placeIn(line: string): string | undefined {
  return /^\s+at .*?\(?([^\s()]+:\d+):\d+\)?(?: \{)?$/.exec(line)?.[1];
}

/** The same line again and again is one, with a count. */
function runsOf(logs: string[]): { line: string; times: number }[] {
  const runs: { line: string; times: number }[] = [];
  for (const line of logs) {
    const last = runs.at(-1);
    if (last?.line === line) last.times++;
    else runs.push({ line, times: 1 });
  }
  return runs;
}

function officialLines({ official }: Verdict): Line[] {
  if (official) return [];
  return ["", { mark: "attention", text: "Unofficial: this exercise's tests differ from those that were published." }];
}

function seconds(ms: number): string {
  return ms < 100 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
