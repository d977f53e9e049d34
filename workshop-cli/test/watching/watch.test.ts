import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { findExercise } from "../../src/course/find.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Grader } from "../../src/grading/grader.ts";
import type { Verdict } from "../../src/grading/verdict.ts";
import { readEvents } from "../../src/progress/log.ts";
import { recordVerdict } from "../../src/session/grade-copy.ts";
import { openExercise } from "../../src/session/open-exercise.ts";
import type { Session } from "../../src/session/session.ts";
import { openState } from "../../src/state.ts";
import { openTerminal } from "../../src/ui/terminal.ts";
import { watch } from "../../src/watching/watch.ts";
import { smallWorkshop } from "../commands/small-workshop.ts";
import { verdict } from "../ui/verdicts.ts";

/** A watch whose grader answers when the test says so. */
function startWatch() {
  const root = smallWorkshop();
  const screen = openScreen();
  const session = {
    state: openState(root),
    terminal: openTerminal(
      { ...screen.streams, env: { LANG: "C.UTF-8" }, platform: "linux" } as unknown as NodeJS.Process,
      false,
    ),
    workingFolder: root,
    env: {},
    course: () => loadCourse(root),
    cancelled: new AbortController().signal,
  };
  const begun = new Map<string, (changes: Partial<Verdict>) => void>();
  const grader: Grader = {
    grade: ({ exercise: { slug } }, { signal }) =>
      new Promise((resolve, reject) => {
        begun.set(slug, (changes) => resolve(verdict({ exercise: slug, ...changes })));
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
    warmUp: () => {},
    close: async () => {},
  };
  const counter = findExercise(session.course(), "counter");
  openExercise(session, counter);
  const ended = watch(session, grader, counter);
  return { ...screen, ended, grade: begun, events: () => readEvents(session.state).events };
}

/** Streams that pass for a terminal's, and the text on them. */
function openScreen() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  let text = "";
  let look = () => {};
  output.on("data", (chunk) => {
    text += String(chunk);
    look();
  });
  const shows = (what: string) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (!text.includes(what)) return;
        text = "";
        resolve();
      };
      look();
    });
  return {
    streams: { stdin: input, stdout: output, stderr: new PassThrough() },
    send: (keys: string) => void input.write(keys),
    /** Waits for a text that wasn't there at the last waiting. */
    shows,
  };
}

describe("a watch", () => {
  it("keeps a verdict that comes while one chooses, and never takes it for one on the next exercise", async () => {
    const { send, shows, grade, events, ended } = startWatch();
    await shows("Grading");
    send("l");
    await shows("Which exercise?");
    grade.get("counter")?.({ state: "passed" });
    // The verdict has come, and waits while one chooses.
    await new Promise((resolve) => setImmediate(resolve));
    send("time");
    await shows("An alarm");
    send("\r");
    await shows("Grading");
    send("?");
    await shows("the next hint");
    grade.get("alarm")?.({});
    await shows("1 of 3 tasks");
    send("q");
    await ended;
    expect(events().filter(({ type }) => type === "graded")).toMatchObject([
      { exercise: "counter", state: "passed" },
      { exercise: "alarm", state: "failed" },
    ]);
  });
});

describe("a verdict", () => {
  it("is never recorded for an exercise that it isn't about", () => {
    const root = smallWorkshop();
    const state = openState(root);
    const alarm = findExercise(loadCourse(root), "alarm");
    const graded = { verdict: verdict({ exercise: "counter", state: "passed" }), answer: "abc" };
    expect(() => recordVerdict({ state } as Session, alarm, graded)).toThrow(
      "Expected a verdict on alarm, got one on counter",
    );
    expect(readEvents(state).events).toEqual([]);
  });
});
