import type { Plugin } from "vitest/config";
import type { Reporter, Vitest } from "vitest/node";
import { exceptionIn, isRuntimeNoise, separate } from "./runtime-output.ts";
import type {} from "./subject.ts";

export { exceptionIn, isRuntimeNoise } from "./runtime-output.ts";

/**
 * Runs before each test file and mends at the source what else would be reported as unhandled although the test handled
 * it: see handled-rejections.ts. For a configuration that doesn't use `quiet()`.
 */
export const setupFile = `${import.meta.dirname}/handled-rejections.ts`;

/**
 * A Vitest plugin, to stand after `cloudflareTest`: keeps out of a run what the tools report and no code is to blame for.
 * A promise that nobody handles is still reported. What workerd says of exceptions is held back until the end, and
 * printed, each once, only where the run failed.
 */
export function quiet(): Plugin {
  return {
    name: "workshop:quiet",
    config: () => ({ test: { setupFiles: [setupFile] } }),
    configureVitest({ vitest, project }) {
      // Where #testkit/plain-workerd finds the Worker; a grader has said it already.
      if (project.config.provide?.subject === undefined) project.provide("subject", project.config.root);
      if (quieted.has(vitest)) return;
      quieted.add(vitest);
      ignoreKnownNoise(vitest);
      vitest.config.reporters.push(exceptionsOfFailedRun(holdBackRuntimeOutput(), vitest.config.root));
    },
  };
}

/**
 * Whether an error that a run reports as unhandled is known to mean nothing: code that prints after the last test. A
 * rejecting call of an object isn't among it: the errors of a call that the test handles and of one that the code forgot
 * to await are the same, `remote` and all, so that `setupFile` keeps the handled ones from being reported at all.
 */
export function isKnownNoise(error: unknown): boolean {
  const { name, message } = (error ?? {}) as Partial<Error>;
  return name === "EnvironmentTeardownError" && /"onUserConsoleLog" was pending/.test(message ?? "");
}

/** Every project of a configuration has the plugin; one is enough for the whole run. */
const quieted = new WeakSet<Vitest>();

function ignoreKnownNoise({ state }: Vitest): void {
  const others = state.onUnhandledError;
  state.onUnhandledError = (error) => (isKnownNoise(error) ? false : others?.(error));
}

function exceptionsOfFailedRun(held: Set<string>, root: string): Reporter {
  return {
    onTestRunEnd(_modules, unhandledErrors, reason) {
      const failed = reason === "failed" || unhandledErrors.length > 0;
      const shown = new Set([...held].map((exception) => exception.replaceAll(`${root}/`, "")));
      if (failed && shown.size > 0) console.error(`\nExceptions that the code threw:\n\n${[...shown].join("\n\n")}\n`);
      held.clear();
    },
  };
}

/** The pool writes workerd's messages to this process's output one by one; a process of tests in Node, as they come. */
function holdBackRuntimeOutput(): Set<string> {
  const held = new Set<string>();
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write;
    stream.write = function (this: typeof stream, chunk: string | Uint8Array, ...others: unknown[]) {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      const isMessage = typeof chunk === "string" && isRuntimeNoise(text);
      const { rest, exceptions } = isMessage ? { rest: "", exceptions: [exceptionIn(text)] } : separate(text);
      for (const exception of exceptions) if (exception !== null) held.add(exception);
      return Reflect.apply(write, this, [rest === text ? chunk : rest, ...others]);
    } as typeof write;
  }
  return held;
}
