import { basename, sep } from "node:path";
import type { TestModule } from "vitest/node";
import { isKnownNoise } from "#testkit/vitest";
import { toFailure } from "../failure.ts";
import type { Assignment, Failure, ModuleRun } from "../protocol.ts";
import type { ObjectSeen } from "../verdict.ts";

/** What was seen of the objects of a failing test, by the test's id. */
export type Seen = Map<string, ObjectSeen[]>;

/** Whether a file is the exercise's or the subject's, and not the tools'. */
export function ownFiles({ exercise, subject }: Assignment): (file: string) => boolean {
  return (file) => [exercise, subject].some((folder) => file.startsWith(folder + sep));
}

/** What belongs to no test, in our words. */
export function toUnhandled(errors: unknown[], isOurs: (file: string) => boolean): Failure[] {
  return errors.filter((error) => !isKnownNoise(error)).map((error) => toFailure(error, isOurs));
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
