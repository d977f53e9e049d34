import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Vitest } from "vitest/node";
import { setupFile } from "#testkit/vitest";
import { testFiles } from "../../course/test-files.ts";
import type { Assignment } from "../protocol.ts";
import { configOf, type Listener } from "./configuration.ts";
import { canBeKept, keptWorker } from "./kept-worker.ts";
import { preloadedThreads } from "./preloaded-threads.ts";
import type { Seen } from "./results.ts";
import { sourceOfSubject } from "./source-of-subject.ts";
import { spareWorker } from "./spare-worker.ts";

/** Vitest on one subject: an instance for each kind of tests that the exercise has. */
export type Session = {
  instances: Vitest[];
  /** Prepares the next run, where it is known that there will be one. */
  prepare(): Promise<void>;
  /** Gives the next run new workers. */
  renew(): void;
};

/** Opens a session. Its configuration is read once. */
export async function openSession(assignment: Assignment, listener: Listener, seen: Seen): Promise<Session> {
  const { createVitest } = await import("vitest/node");
  const files = testFiles({ folder: assignment.exercise });
  const between = assignment.between === "keep" && !canBeKept(assignment) ? "stop" : assignment.between;
  const spare = spareWorker();
  // A thread of Node runs our tests only, never the learner's code, so that it can always be kept.
  const [kept, keptThread] = [keptWorker(), keptWorker()];
  const inWorkerd = async () => {
    const { cloudflareTest } = await import("@cloudflare/vitest-plugin");
    const wrapper = wrapperOf(assignment.exercise);
    const plugins: Plugin[] = [
      cloudflareTest({
        wrangler: { configPath: join(assignment.subject, "wrangler.jsonc") },
        ...(existsSync(wrapper) ? { main: wrapper } : {}),
      }) as Plugin,
      sourceOfSubject(assignment),
      ...(between === "spare" ? [spare.plugin] : []),
      ...(between === "keep" ? [kept.plugin] : []),
    ];
    const test = {
      ...configOf(assignment, listener, seen, tmpdir()),
      include: ["test/*.test.ts"],
      exclude: ["test/*.node.test.ts"],
      setupFiles: [setupFile, importOnce, freshFile, ...(between === "keep" ? [leaveNothingFile] : [touchedInWorkerd])],
    };
    return createVitest("test", test, { plugins, cacheDir: assignment.cache }, {});
  };
  const inNode = async () => {
    // A temporary folder of its own: what its objects hold isn't what those of the same name hold in the plugin's workerd.
    const temporary = join(tmpdir(), "plain");
    mkdirSync(temporary, { recursive: true });
    const plugins: Plugin[] = [
      sourceOfSubject(assignment),
      ...(between === "stop" ? [] : [await preloadedThreads(), keptThread.plugin]),
    ];
    const test = {
      ...configOf(assignment, listener, seen, temporary),
      env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      include: ["test/*.node.test.ts"],
      setupFiles: [setupFile, touchedInNode],
    };
    return createVitest("test", test, { plugins, cacheDir: assignment.cache }, {});
  };
  const instances = await Promise.all([
    ...(files.some((file) => !file.endsWith(".node.test.ts")) ? [inWorkerd()] : []),
    ...(files.some((file) => file.endsWith(".node.test.ts")) ? [inNode()] : []),
  ]);
  return {
    instances,
    prepare: spare.prepare,
    renew() {
      kept.renew();
      keptThread.renew();
    },
  };
}

/** What is the Worker where an exercise has it: it wraps the learner's. */
export function wrapperOf(exercise: string): string {
  return join(exercise, "test", "worker.ts");
}

/** One workerd serves all files of a run; `fresh.ts` gives each file empty storage. */
const testkit = join(import.meta.dirname, "..", "..", "..", "testkit");
const importOnce = join(testkit, "import-once.ts");
const freshFile = join(testkit, "fresh.ts");
const leaveNothingFile = join(testkit, "leave-nothing.ts");
const [touchedInWorkerd, touchedInNode] = [join(testkit, "touched-in-workerd.ts"), join(testkit, "touched-in-node.ts")];
