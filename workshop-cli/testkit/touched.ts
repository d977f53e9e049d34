import { afterEach, beforeEach, recordArtifact, type TestArtifactBase } from "vitest";

/** What the grader is told of a test that failed. */
export type Touched =
  /** Names under which objects were asked for, since a time in milliseconds since 1970. */
  | { what: "objects"; names: string[]; since: number }
  /** The sockets that those objects hold. */
  | { what: "sockets"; sockets: HeldSocket[] };

export type HeldSocket = { name: string; tags: string[]; attachment: string };

/** What carries it from the test's end to the grader. */
export interface TouchedArtifact extends TestArtifactBase {
  type: "workshop:touched";
  touched: Touched;
}

declare module "@vitest/runner" {
  interface TestArtifactRegistry {
    touched: TouchedArtifact;
  }
}

const touched = globalThis as { [key: symbol]: Set<string> | undefined };
const here = Symbol.for("workshop:touched");

/** Notes that a test asks for the object of this name. */
export function touch(name: string): void {
  touched[here]?.add(name);
}

/**
 * Tells the grader of the objects that a failing test has touched, while they are as it left them: the test's end waits
 * until they have been looked at. For a setup file; `socketsOf` looks into an object that runs.
 */
export function tellOfFailures(socketsOf: (name: string) => Promise<HeldSocket[]>): void {
  beforeEach(() => {
    touched[here] = new Set();
  });
  afterEach(async ({ task }) => {
    const names = [...(touched[here] ?? [])];
    touched[here] = undefined;
    if (task.result?.state !== "fail") return;
    const tell = (touched: Touched) => recordArtifact(task, { type: "workshop:touched", touched });
    await tell({ what: "objects", names, since: task.result.startTime ?? 0 });
    // Only now: to look into an object that sleeps starts it.
    const sockets = (await Promise.all(names.slice(0, 5).map(socketsOf))).flat();
    if (sockets.length > 0) await tell({ what: "sockets", sockets });
  });
}
