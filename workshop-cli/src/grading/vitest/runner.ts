import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testFiles } from "../../course/test-files.ts";
import type { Assignment, Run } from "../protocol.ts";
import type { Listener } from "./configuration.ts";
import type { Seen } from "./results.ts";
import { runOnce } from "./run-once.ts";
import { openSession, type Session } from "./session.ts";

/**
 * Runs exercises' tests by Vitest: inside workerd those of `n-x.test.ts`, in Node those of `n-x.node.test.ts`.
 * This folder is all that knows Vitest. The instance is kept for the next run on the
 * same subject, which is then quicker.
 */
export function openRunner() {
  let session: (Session & { key: string }) | null = null;
  let listener: Listener;
  const seen: Seen = new Map();
  const relay: Listener = {
    running: () => listener.running(),
    test: (file, name) => listener.test(file, name),
    module: (module, unhandled) => listener.module(module, unhandled),
  };

  return {
    async run(assignment: Assignment, listens: Listener): Promise<Run> {
      listener = listens;
      seen.clear();
      const key = keyOf(assignment);
      if (session?.key !== key) {
        await Promise.all(session?.instances.map((vitest) => vitest.close()) ?? []);
        session = null;
        session = { key, ...(await openSession(assignment, relay, seen)) };
      }
      const runs = await Promise.all(session.instances.map((vitest) => runOnce(vitest, assignment, seen)));
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
  return JSON.stringify([exercise, subject, between, testFiles({ folder: exercise }), hash.digest("hex")]);
}
