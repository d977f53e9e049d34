import { basename } from "node:path";
import type { InlineConfig, Reporter, Vitest } from "vitest/node";
import type {} from "#testkit/touched";
import { isKnownNoise } from "#testkit/vitest";
import type { Assignment, ModuleRun, Unhandled } from "../protocol.ts";
import { look, withSockets } from "../xray/look.ts";
import { InOrderOfNames } from "./in-order-of-names.ts";
import { ownFiles, type Seen, toModuleRun, toUnhandled } from "./results.ts";

/** Is told of a run while it goes on. */
export type Listener = {
  /** An instance has begun with a file of tests. */
  begun(instance: Vitest): void;
  test(file: string, name: string): void;
  module(module: ModuleRun, unhandled: Unhandled[]): void;
};

/** What both kinds of tests are run with. The X-ray looks for their objects in the `temporary` folder. */
export function configOf(assignment: Assignment, listener: Listener, seen: Seen, temporary: string): InlineConfig {
  const { exercise, subject } = assignment;
  const isOurs = ownFiles(assignment);
  const reporter: Reporter = {
    onTestModuleStart: ({ project }) => listener.begun(project.vitest),
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
