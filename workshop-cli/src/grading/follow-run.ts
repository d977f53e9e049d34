import type { Outcome } from "./compose.ts";
import { withoutColour } from "./failure.ts";
import type { Run, Tell } from "./protocol.ts";

/** Limits of one run. */
export type Limits = {
  /** Seconds until the tests must have begun: workerd starts, modules are loaded. */
  start: number;
  /** Seconds that the tests may take from then on. */
  tests: number;
};

/** What is known of a run besides how it ended. */
export type Heard = { logs: string[]; thrown: string[]; partly: Run };

/** What the learner's code may print in one run, in characters. */
const outputLimit = 1_000_000;
/** What of it is shown, in lines. */
const shownLines = 1_000;

/** Follows one run from what the child tells, until it ended, or a limit ended it. */
export function followRun(limits: Limits, onTest: (name: string) => void) {
  const { promise: ended, resolve } = Promise.withResolvers<Outcome>();
  const printed: string[] = [];
  const thrown = new Set<string>();
  const partly: Run = { modules: [], unhandled: [] };
  let length = 0;
  let open: { file: string; name: string } | null = null;
  let isRunning = false;
  let timer = setTimeout(() => end({ state: "no-start", seconds: limits.start }), limits.start * 1000);

  function end(outcome: Outcome): void {
    clearTimeout(timer);
    resolve(outcome);
  }

  function startClock(): void {
    if (isRunning) return;
    isRunning = true;
    clearTimeout(timer);
    timer = setTimeout(
      () => end({ state: "timed-out", seconds: limits.tests, test: open?.name ?? null }),
      limits.tests * 1000,
    );
  }

  function print(text: string): void {
    length += text.length;
    if (length > outputLimit) end({ state: "flooded", test: open?.name ?? null });
    else printed.push(withoutColour(text));
  }

  return {
    ended,
    hear(message: Tell): void {
      if (message.type === "running") startClock();
      if (message.type === "test") {
        open = message;
        onTest(message.name);
      }
      if (message.type === "module") {
        partly.modules.push(message.module);
        partly.unhandled.push(...message.unhandled);
        // Which test came next isn't told any more by code that loops at once.
        if (open?.file === message.module.file) open = null;
      }
      if (message.type === "log") print(message.text);
      if (message.type === "threw") thrown.add(message.text);
      if (message.type === "run") end({ state: "ran", run: message.run });
    },
    /** The code has stored more than it may. */
    filled: () => end({ state: "filled", test: open?.name ?? null }),
    /** The child is gone before it answered. */
    lost: () => end({ state: "ended", test: open?.name ?? null }),
    /** Nobody waits any more. */
    stop: () => clearTimeout(timer),
    /** What the code printed, what it threw, and what ended of the tests. */
    heard(): Heard {
      const logs = printed.length === 0 ? [] : printed.join("").trimEnd().split("\n").slice(0, shownLines);
      return { logs, thrown: [...thrown], partly };
    },
  };
}
