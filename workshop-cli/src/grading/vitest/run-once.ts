import { basename } from "node:path";
import type { Vitest } from "vitest/node";
import type { Assignment, Run } from "../protocol.ts";
import { ownFiles, type Seen, toModuleRun, toUnhandled } from "./results.ts";

/** Runs the tests of an assignment on an instance that may have run them before. */
export async function runOnce(vitest: Vitest, assignment: Assignment, seen: Seen): Promise<Run> {
  const { only, patience, slowness } = assignment;
  const isOurs = ownFiles(assignment);
  forgetModules(vitest, isOurs);
  // A session is kept from run to run; how busy the machine is changes.
  for (const project of vitest.projects) {
    project.config.testTimeout = project.config.hookTimeout = TEST_LIMIT * patience;
    project.provide("slowness", slowness);
  }
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
