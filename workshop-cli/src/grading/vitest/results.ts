import { existsSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { normalizePath } from "vite";
import type { TestModule } from "vitest/node";
import { isKnownNoise } from "#testkit/vitest";
import { toFailure } from "../failure.ts";
import type { Assignment, ModuleRun, Unhandled } from "../protocol.ts";
import type { ObjectSeen } from "../verdict.ts";

/** What was seen of the objects of a failing test, by the test's id. */
export type Seen = Map<string, ObjectSeen[]>;

/** Whether a file is the exercise's or the subject's, and not the tools'. */
export function ownFiles({ exercise, subject }: Assignment): (file: string) => boolean {
  const folders = [...namesOf(exercise), ...namesOf(subject)];
  return (file) => folders.some((folder) => normalizePath(file).startsWith(folder));
}

/** What Vite may call a folder: with slashes on Windows, too, and by where links lead. */
export function namesOf(folder: string): string[] {
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return [folder, real].map((name) => `${normalizePath(name)}/`);
}

/** What belongs to no test, in our words. */
export function toUnhandled(errors: unknown[], isOurs: (file: string) => boolean): Unhandled[] {
  return errors
    .filter((error) => !isKnownNoise(error))
    .map((error) => ({ ...toFailure(error, isOurs), during: fileDuring(error) }));
}

/** Vitest notes it on the error. */
function fileDuring(error: unknown): string | null {
  const { VITEST_TEST_PATH: path } = (error ?? {}) as { VITEST_TEST_PATH?: string };
  return path === undefined ? null : basename(path);
}

/** What became of a file of tests, in our words. */
export function toModuleRun(module: TestModule, isOurs: (file: string) => boolean, seen: Seen): ModuleRun {
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
