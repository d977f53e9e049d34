import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Vitest } from "vitest/node";
import { testFiles } from "../../course/test-files.ts";
import type { Assignment, Run } from "../protocol.ts";
import type { Listener } from "./configuration.ts";
import type { Seen } from "./results.ts";
import { runOnce } from "./run-once.ts";
import { openSession, type Session, wrapperOf } from "./session.ts";

/** Is told of a run while it goes on. */
type Hears = Omit<Listener, "begun"> & { running(): void };

/**
 * Runs exercises' tests by Vitest: inside workerd those of `n-x.test.ts`, in Node those of `n-x.node.test.ts`.
 * This folder is all that knows Vitest. The instance is kept for the next run on the same subject, which is then quicker.
 */
export function openRunner() {
  let session: (Session & { key: string }) | null = null;
  let listener: Listener;
  const seen: Seen = new Map();
  const relay: Listener = {
    begun: (instance) => listener.begun(instance),
    test: (file, name) => listener.test(file, name),
    module: (module, unhandled) => listener.module(module, unhandled),
  };

  return {
    async run(assignment: Assignment, { running, ...listens }: Hears): Promise<Run> {
      seen.clear();
      const key = keyOf(assignment);
      if (session?.key !== key) {
        await Promise.all(session?.instances.map((vitest) => vitest.close()) ?? []);
        session = null;
        session = { key, ...(await openSession(assignment, relay, seen)) };
      }
      // The tests' time begins when all have begun: those in Node are there before workerd is.
      const waiting = new Set(session.instances);
      const begun = (instance: Vitest) => {
        if (waiting.delete(instance) && waiting.size === 0) running();
      };
      listener = { ...listens, begun };
      const runs = await Promise.all(
        session.instances.map(async (instance) => {
          const run = await runOnce(instance, assignment, seen);
          begun(instance);
          return run;
        }),
      );
      const unhandled = runs.flatMap((run) => run.unhandled);
      // What nobody handled may go on, and must not become the next subject's fault.
      if (unhandled.length > 0) session.renew();
      return { modules: runs.flatMap((run) => run.modules), unhandled };
    },
    async prepare(): Promise<void> {
      await session?.prepare();
    },
  };
}

/** A configuration is read once a session, so a changed one makes a new session. */
function keyOf({ exercise, subject, between }: Assignment): string {
  const hash = createHash("sha256");
  for (const file of ["wrangler.jsonc", ".dev.vars"].map((name) => join(subject, name))) {
    hash.update(existsSync(file) ? readFileSync(file) : "absent");
  }
  const tests = [...testFiles({ folder: exercise }), existsSync(wrapperOf(exercise))];
  return JSON.stringify([exercise, subject, between, tests, hash.digest("hex")]);
}
