import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { open } from "./open-grader.ts";
import { ours } from "./processes.ts";

describe.runIf(process.platform !== "win32")("what the grader started", { timeout: 60_000 }, () => {
  it.for(["warden.ts", "child.ts"])("is gone when %s is killed while code loops, and grading goes on", async (name) => {
    const { grade, setBody } = open("loopingLater");
    const verdict = await grade({ onTest: () => kill(name) });
    expect(verdict).toMatchObject({ state: "broken", problem: expect.stringContaining("ended early") });
    await gone();
    setBody("passing");
    expect(await grade()).toMatchObject({ state: "passed" });
  });

  it("is reaped at the next start when everything was killed at once", async () => {
    const { state, grade } = open("loopingLater");
    const graded = grade({ onTest: () => kill("warden.ts", "child.ts") });
    expect(await graded).toMatchObject({ state: "broken" });
    await gone();
    expect(existsSync(state.run) ? readdirSync(state.run) : []).toEqual([]);
  });
});

/** Kills, without warning, those processes of this course's grader whose command line has a name in it. */
function kill(...names: string[]): void {
  for (const { pid, command } of ours()) {
    if (names.some((name) => command.includes(name) && (name !== "child.ts" || !command.includes("warden.ts"))))
      process.kill(pid, "SIGKILL");
  }
}

async function gone(): Promise<void> {
  await expect.poll(() => ours(), { timeout: 5_000 }).toEqual([]);
}
