import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import type { Plugin } from "vite";
import type { InlineConfig, Reporter, TestModule, Vitest } from "vitest/node";
import type {} from "#testkit/touched";
import { isKnownNoise, setupFile } from "#testkit/vitest";
import { testFiles } from "../course/test-files.ts";
import { toFailure } from "./failure.ts";
import { InOrderOfNames } from "./in-order-of-names.ts";
import { canBeKept, keptWorker } from "./kept-worker.ts";
import { preloadedThreads } from "./preloaded-threads.ts";
import type { Assignment, Failure, ModuleRun, Run } from "./protocol.ts";
import { sourceOfSubject } from "./source-of-subject.ts";
import { spareWorker } from "./spare-worker.ts";
import type { ObjectSeen } from "./verdict.ts";
import { look, withSockets } from "./xray/look.ts";

type Listener = {
  running(): void;
  test(file: string, name: string): void;
  module(module: ModuleRun, unhandled: Failure[]): void;
};
/** What was seen of the objects of a failing test, by the test's id. */
type Seen = Map<string, ObjectSeen[]>;
type Session = { key: string; instances: Vitest[]; prepare(): Promise<void>; renew(): void };

/**
 * Runs exercises' tests by Vitest: inside workerd those of `n-x.test.ts`, in Node those of `n-x.node.test.ts`.
 * This file, and what it imports for itself, is all that knows Vitest. The instance is kept for the next run on the
 * same subject, which is then quicker.
 */
export function openRunner() {
  let session: Session | null = null;
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
  return JSON.stringify([exercise, subject, between, readdirSync(join(exercise, "test")), hash.digest("hex")]);
}

async function openSession(assignment: Assignment, listener: Listener, seen: Seen): Promise<Omit<Session, "key">> {
  const { createVitest } = await import("vitest/node");
  const files = testFiles({ folder: assignment.exercise });
  const between = assignment.between === "keep" && !canBeKept(assignment) ? "stop" : assignment.between;
  const spare = spareWorker();
  // A thread of Node runs our tests only, never the learner's code, so that it can always be kept.
  const [kept, keptThread] = [keptWorker(), keptWorker()];
  const inWorkerd = async () => {
    const { cloudflareTest } = await import("@cloudflare/vitest-plugin");
    const wrapper = join(assignment.exercise, "test", "worker.ts");
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
      setupFiles: [setupFile, freshFile, ...(between === "keep" ? [leaveNothingFile] : [touchedInWorkerd])],
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

/** One workerd serves all files of a run; `fresh.ts` gives each file empty storage. */
const testkit = join(import.meta.dirname, "..", "..", "testkit");
const freshFile = join(testkit, "fresh.ts");
const leaveNothingFile = join(testkit, "leave-nothing.ts");
const [touchedInWorkerd, touchedInNode] = [join(testkit, "touched-in-workerd.ts"), join(testkit, "touched-in-node.ts")];

function configOf(assignment: Assignment, listener: Listener, seen: Seen, temporary: string): InlineConfig {
  const { exercise, subject } = assignment;
  const isOurs = ownFiles(assignment);
  const reporter: Reporter = {
    onTestModuleStart: () => listener.running(),
    onTestCaseReady: (test) => listener.test(basename(test.module.moduleId), test.name),
    onTestModuleEnd: (module) =>
      listener.module(
        toModuleRun(module, isOurs, seen),
        toUnhandled(module.project.vitest.state.getUnhandledErrors(), isOurs),
      ),
    onTestCaseArtifactRecord: async (test, artifact) => {
      if (artifact.type !== "workshop:touched") return;
      const { touched } = artifact;
      const before = seen.get(test.id) ?? [];
      seen.set(
        test.id,
        touched.what === "objects" ? await look(touched, temporary) : withSockets(before, touched.sockets),
      );
    },
  };
  return {
    root: exercise,
    config: false,
    watch: false,
    reporters: [reporter],
    allowOnly: false,
    passWithNoTests: true,
    // Printed by workerd itself, lines come while the code runs, also from a loop that never ends.
    disableConsoleIntercept: true,
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: InOrderOfNames },
    teardownTimeout: 2_000,
    provide: { subject },
    onUnhandledError: (error) => !isKnownNoise(error),
  } as InlineConfig;
}

async function runOnce(vitest: Vitest, assignment: Assignment, seen: Seen): Promise<Run> {
  const { only, patience } = assignment;
  const isOurs = ownFiles(assignment);
  forgetModules(vitest, isOurs);
  // A session is kept from run to run; how busy the machine is changes.
  for (const { config } of vitest.projects) config.testTimeout = config.hookTimeout = TEST_LIMIT * patience;
  const all = await vitest.globTestSpecifications();
  const specifications = all.filter(({ moduleId }) => only === undefined || only.includes(basename(moduleId)));
  if (specifications.length === 0) return { modules: [], unhandled: [] };
  const result = await vitest.runTestSpecifications(specifications, true);
  return {
    // Vitest also answers what it knows of files from earlier runs.
    modules: result.testModules
      .filter(({ moduleId }) => specifications.some((specification) => specification.moduleId === moduleId))
      .sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
      .map((module) => toModuleRun(module, isOurs, seen)),
    unhandled: toUnhandled(result.unhandledErrors, isOurs),
  };
}

/** Milliseconds that one test may take. */
const TEST_LIMIT = 10_000;

function ownFiles({ exercise, subject }: Assignment): (file: string) => boolean {
  return (file) => [exercise, subject].some((folder) => file.startsWith(folder + sep));
}

/**
 * Nobody tells Vite here which files changed; the tools' own don't, and transforming them again takes long. A worker that
 * is kept has evaluated them, and is told as well.
 */
function forgetModules(vitest: Vitest, isOurs: (file: string) => boolean): void {
  for (const { vite } of vitest.projects) {
    for (const { moduleGraph } of Object.values(vite.environments)) {
      for (const module of moduleGraph.idToModuleMap.values()) {
        if (module.file === null || !isOurs(module.file)) continue;
        moduleGraph.invalidateModule(module);
        vitest.watcher.invalidates.add(module.file);
      }
    }
  }
}

function toUnhandled(errors: unknown[], isOurs: (file: string) => boolean): Failure[] {
  return errors.filter((error) => !isKnownNoise(error)).map((error) => toFailure(error, isOurs));
}

function toModuleRun(module: TestModule, isOurs: (file: string) => boolean, seen: Seen): ModuleRun {
  return {
    file: basename(module.moduleId),
    errors: [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())].map((error) =>
      toFailure(error, isOurs),
    ),
    tests: [...module.children.allTests()].map((test) => {
      const { state, errors } = test.result();
      return {
        describe: test.parent.type === "suite" ? test.parent.name : "",
        name: test.name,
        state,
        failure: errors?.[0] ? toFailure(errors[0], isOurs) : null,
        durationMs: test.diagnostic()?.duration ?? 0,
        seen: seen.get(test.id) ?? [],
      };
    }),
  };
}
