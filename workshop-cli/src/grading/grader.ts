import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Lesson } from "../course/exercise.ts";
import { testFiles } from "../course/test-files.ts";
import type { State } from "../state.ts";
import { type Child, startChild } from "./child-process.ts";
import { composeVerdict, type Outcome } from "./compose.ts";
import { checkFitness } from "./fitness.ts";
import { followRun, type Heard } from "./follow-run.ts";
import { patienceFor } from "./patience.ts";
import { preflight } from "./preflight.ts";
import type { Between, Tell } from "./protocol.ts";
import { reapLeftovers } from "./reap.ts";
import type { Subject } from "./subject.ts";
import { watchSize } from "./temporary.ts";
import type { Verdict } from "./verdict.ts";

export type GradeOptions = {
  lesson: Lesson;
  /** False when the exercise's tests differ from those that were published. Asked while they run. */
  official(): boolean;
  /** Names of the test files that are run, `1-x.test.ts`; all when absent. What wasn't run hasn't passed. */
  only?: string[];
  /** Ends the run; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told which test has begun. */
  onTest?: (name: string) => void;
};

export type Grader = {
  /** Grades a subject. One at a time. */
  grade(subject: Subject, options: GradeOptions): Promise<Verdict>;
  /** Starts the child before it is needed. */
  warmUp(): void;
  /** Ends the child and all that it started. */
  close(): Promise<void>;
};

type Ended = Heard & { outcome: Outcome };

/** Seconds until the tests must have begun. */
const startLimit = 60;
/** Bytes that a run may store. The exercises store a few MiB. */
const storageLimit = 512 * 1024 ** 2;

/**
 * Opens a grader: a child process that is kept from run to run.
 *
 * @param options.between what becomes of workerd between runs: "spare" prepares the next one ahead, for a watch, where
 * another run will follow; "keep" lets runs share one, for authors, whose subjects are known.
 * @param options.patience multiplies the limits of time.
 */
export function openGrader(
  state: State,
  { between = "stop", patience = 1 }: { between?: Between; patience?: number } = {},
): Grader {
  reapLeftovers(state);
  let child: Child | null = null;
  let hear: (message: Tell) => void = () => {};
  let id = 0;

  function running(): Child {
    if (child !== null) return child;
    const started = startChild(state, (message) => hear(message));
    child = started;
    started.ended.then(() => {
      if (child === started) child = null;
    });
    return started;
  }

  async function run(subject: Subject, { signal, onTest, only }: GradeOptions): Promise<Ended> {
    const { exercise, folder } = subject;
    const current = running();
    const mine = ++id;
    const slowness = patienceFor(loadavg()[0] ?? 0, availableParallelism());
    const times = patience * slowness;
    const limits = { start: startLimit * times, tests: exercise.limit * times };
    const following = followRun(limits, onTest ?? (() => {}));
    hear = (message) => {
      if (message.id === mine) following.hear(message);
    };
    current.ended.then(following.lost);
    const stopLooking = watchSize(current.temporary, storageLimit, following.filled);
    const cache = join(state.folder, "cache", "vite");
    const assignment = {
      exercise: exercise.folder,
      subject: folder,
      cache,
      between,
      patience: times,
      slowness,
      ...(only ? { only } : {}),
    };
    current.ask({ type: "grade", id: mine, assignment });
    try {
      const outcome = await (signal ? Promise.race([following.ended, aborted(signal)]) : following.ended);
      if (outcome.state !== "ran") await end(current);
      return { outcome, ...following.heard() };
    } catch (reason) {
      await end(current);
      throw reason;
    } finally {
      hear = () => {};
      following.stop();
      stopLooking();
    }
  }

  return {
    async grade(subject, options) {
      options.signal?.throwIfAborted();
      checkFitness(state);
      const began = performance.now();
      const problem = preflight(subject);
      const refused = (problem: string): Ended => ({ outcome: { state: "refused", problem }, ...nothingHeard });
      const [ended, official] = await Promise.all([
        problem === null ? run(subject, options) : refused(problem),
        Promise.resolve().then(options.official),
      ]);
      return composeVerdict({
        root: state.root,
        subject,
        lesson: options.lesson,
        official,
        files: testFiles(subject.exercise).filter((file) => options.only?.includes(file) ?? true),
        ...(options.only ? { only: options.only } : {}),
        ...ended,
        durationMs: Math.round(performance.now() - began),
      });
    },
    warmUp() {
      checkFitness(state);
      running();
    },
    close: async () => {
      if (child !== null) await end(child);
    },
  };
}

const nothingHeard: Heard = { logs: [], thrown: [], partly: { modules: [], unhandled: [] } };

async function end(child: Child): Promise<void> {
  child.kill();
  await child.ended;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
