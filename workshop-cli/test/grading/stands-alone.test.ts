import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyOf } from "../../src/grading/assemble.ts";
import { openGrader } from "../../src/grading/grader.ts";
import { whyNotAlone } from "../../src/grading/stands-alone.ts";
import { folderWith } from "../throwaway.ts";
import { makeTinyCourse } from "./tiny-course.ts";

describe("code that doesn't stand on its own", () => {
  it.each([
    ["mocks what is tested", 'import { vi } from "vitest";\nvi.mock("./other.ts");', 'imports "vitest"'],
    ["takes over the assertions", "import * as runner from '@vitest/expect';", 'imports "@vitest/expect"'],
    [
      "reaches into objects as tests do",
      'const { env } = await import("cloudflare:test");',
      'imports "cloudflare:test"',
    ],
    ["takes the clock from the tests", 'export * from "#testkit/time";', 'imports "#testkit/time"'],
    ["takes it from its tests", 'import "../../test/cheat.ts";', 'imports "../../test/cheat.ts", which belongs'],
    ["takes it from its own tests", 'import "./own.test.ts";', 'imports "./own.test.ts", which belongs'],
    [
      "is the solution's",
      'export { Counter } from "../../../solutions/01-counter/src/counter.ts";',
      'imports "../../../sol',
    ],
    ["forges results", "globalThis.__vitest_worker__.rpc.onTaskUpdate([]);", 'reaches for "__vitest_worker__"'],
    ["does it behind an address", 'const site = "http://x"; import "vitest";', 'imports "vitest"'],
    ["does it between signs of comments", 'const a = "/*"; import "vitest"; const b = "*/";', 'imports "vitest"'],
    ["does it behind a pattern of files", 'const all = "src/*/*.ts"; import "vitest";', 'imports "vitest"'],
    ["does it within a text", `const text = \`/* \${await import("vitest")} */\`;`, 'imports "vitest"'],
    ["overwrites a matcher", 'globalThis[Symbol.for("$$jest-matchers-object")];', 'reaches for "$$jest-matchers'],
  ])("isn't graded where it %s", (_, code, why) => {
    expect(whyNotAlone(folderWith({ "src/deep/counter.ts": code }))).toMatch(`src/deep/counter.ts ${why}`);
  });

  it.each([
    ["a file beside it", 'import { a } from "./a.ts"; import type { B } from "../b.ts";'],
    ["what the runtime gives", 'import { DurableObject } from "cloudflare:workers"; import fs from "node:fs";'],
    ["what it has behind code in a comment", 'start(); // from "../../y.ts"'],
    ["what it has behind an address and code", 'open("https://x"); // from "vitest"'],
    ["what it has in a comment over several lines", 'start(); /*\n * import "vitest"\n */'],
    ["what it has only in comments", '// import { vi } from "vitest";\n/* from "../../../x.ts" */'],
  ])("is none that uses %s", (_, code) => {
    const own = { "src/own.test.ts": 'import "vitest";', "test/more.ts": 'import "vitest";' };
    expect(whyNotAlone(folderWith({ "src/counter.ts": code, ...own }))).toBeNull();
  });

  it("is passed over where it is gone when it is looked at, or a folder", () => {
    const folder = folderWith({ "src/counter.ts": "", "src/folder.ts/a.txt": "" });
    if (process.platform !== "win32") symlinkSync("nowhere.ts", join(folder, "src/gone.ts"));
    expect(whyNotAlone(folder)).toBeNull();
  });

  it.skipIf(process.platform === "win32")("is graded beside a link to nothing", async () => {
    const { state, exercise, lesson, remove } = makeTinyCourse("passing");
    const grader = openGrader(state);
    try {
      symlinkSync("nowhere.ts", join(exercise.folder, "src/gone.ts"));
      const verdict = await grader.grade(copyOf(exercise, exercise.folder), { lesson, official: () => true });
      expect(verdict).toMatchObject({ state: "passed" });
    } finally {
      await grader.close();
      remove();
    }
  });

  it("is refused before anything is started", async () => {
    const { state, exercise, lesson, write, remove } = makeTinyCourse("failing");
    const grader = openGrader(state);
    try {
      write("src/index.ts", 'import "vitest";\nexport { Counter } from "./counter.ts";\nexport default {};\n');
      expect(await grader.grade(copyOf(exercise, exercise.folder), { lesson, official: () => true })).toMatchObject({
        state: "broken",
        problem: expect.stringContaining('src/index.ts imports "vitest". Only tests may'),
        tasks: [{ state: "not-run" }, { state: "not-run" }],
      });
    } finally {
      await grader.close();
      remove();
    }
  });
});
