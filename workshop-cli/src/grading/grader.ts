import { performance } from "node:perf_hooks";
import type { Lesson } from "../course/exercise.ts";
import type { State } from "../state.ts";
import { type Child, startChild } from "./child-process.ts";
import { composeVerdict, type Outcome } from "./compose.ts";
import { withoutColour } from "./failure.ts";
import { checkFitness } from "./fitness.ts";
import { preflight } from "./preflight.ts";
import type { Tell } from "./protocol.ts";
import { reapLeftovers } from "./reap.ts";
import type { Subject } from "./subject.ts";
import type { Verdict } from "./verdict.ts";

export type GradeOptions = {
  lesson: Lesson;
  /** False when the exercise's tests differ from those that were published. */
  official: boolean;
  /** Ends the run; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told which test has begun. */
  onTest?: (name: string) => void;
};

export type Grader = {
  grade(subject: Subject, options: GradeOptions): Promise<Verdict>;
  close(): Promise<void>;
};

/** Seconds until the tests must have begun: workerd starts, modules are loaded. */
const startLimit = 60;
/** What the learner's code may print in one run, in characters. */
const outputLimit = 1_000_000;

/**
 * Opens a grader: a child process that is kept from run to run. One run at a time.
 *
 * @param options.keepSpare prepares the next run ahead: for a watch, where another run will follow.
 * @param options.patience multiplies the limits of time.
 */
export function openGrader(state: State, { keepSpare = false, patience = 1 } = {}): Grader {
  reapLeftovers(state);
  let child: Child | null = null;
  let heard: (message: Tell) => void = () => {};
  let id = 0;

  const running = (): Child => {
    if (child === null) {
      const started = startChild(state, (message) => heard(message));
      child = started;
      started.ended.then(() => {
        if (child === started) child = null;
      });
    }
    return child;
  };

  return {
    async grade(subject, { lesson, official, signal, onTest }) {
      signal?.throwIfAborted();
      checkFitness(state);
      const began = performance.now();
      const verdict = (outcome: Outcome, logs: string[]) => {
        const durationMs = Math.round(performance.now() - began);
        return composeVerdict({ root: state.root, subject, lesson, official, outcome, logs, durationMs });
      };
      const problem = preflight(subject);
      if (problem !== null) return verdict({ state: "refused", problem }, []);
      const mine = ++id;
      const current = running();
      const { exercise } = subject;
      const logs = collectLogs();
      let open: string | null = null;

      const outcome = await new Promise<Outcome>((resolve, reject) => {
        const limit = exercise.limit * patience;
        let timer = setTimeout(
          () => resolve({ state: "no-start", seconds: startLimit * patience }),
          startLimit * patience * 1000,
        );
        let isRunning = false;
        heard = (message) => {
          if (message.id !== mine) return;
          if (message.type === "running" && !isRunning) {
            isRunning = true;
            clearTimeout(timer);
            timer = setTimeout(() => resolve({ state: "timed-out", seconds: limit, test: open }), limit * 1000);
          }
          if (message.type === "test") {
            open = message.name;
            onTest?.(message.name);
          }
          if (message.type === "log" && !logs.add(message.text)) resolve({ state: "flooded", test: open });
          if (message.type === "run") resolve({ state: "ran", run: message.run });
        };
        current.ended.then(() => resolve({ state: "ended", test: open }));
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        current.ask({
          type: "grade",
          id: mine,
          assignment: {
            exercise: exercise.folder,
            subject: subject.folder,
            cache: `${state.folder}/cache/vite`,
            keepSpare,
            patience,
          },
        });
      }).catch((reason) => {
        current.kill();
        throw reason;
      });

      heard = () => {};
      if (outcome.state !== "ran") {
        current.kill();
        await current.ended;
      }
      return verdict(outcome, logs.lines());
    },
    async close() {
      const last = child;
      last?.kill();
      await last?.ended;
    },
  };
}

function collectLogs() {
  const texts: string[] = [];
  let length = 0;
  return {
    /** Answers false once there is more than anybody would read. */
    add(text: string): boolean {
      length += text.length;
      if (length <= outputLimit) texts.push(withoutColour(text));
      return length <= outputLimit;
    },
    lines: (): string[] => (texts.length === 0 ? [] : texts.join("").trimEnd().split("\n").slice(0, 1000)),
  };
}
