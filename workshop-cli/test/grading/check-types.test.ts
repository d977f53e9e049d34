import { afterEach, describe, expect, it, vi } from "vitest";
import { starterOf } from "../../src/grading/assemble.ts";
import { checkTypes, typeErrors } from "../../src/grading/check-types.ts";
import { makeTinyCourse } from "./tiny-course.ts";

describe("a compiler that can't run", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("proves nothing right, and advises a learner of nothing", async () => {
    const { state, exercise, remove } = makeTinyCourse("passing");
    vi.stubEnv("NODE_OPTIONS", "--require=/nowhere/at-all.cjs");
    try {
      const subjects = [starterOf(exercise), starterOf(exercise)];
      const complaint = expect.stringMatching(/^the compiler came to no answer \(1\)\. Error: Cannot find module/);
      expect(await typeErrors(state, subjects)).toEqual([[complaint], [complaint]]);
      expect(await checkTypes(state, starterOf(exercise))).toEqual([]);
    } finally {
      remove();
    }
  });
});
