import { expect, it, vi } from "vitest";
import { runCommandLine } from "../../src/cli.ts";
import type { Exercise } from "../../src/course/exercise.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Session } from "../../src/session/session.ts";
import { openState } from "../../src/state.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { workshop } from "./session.ts";
import { smallWorkshop } from "./small-workshop.ts";

/** What wrangler is here: a script for Node. */
const wrangler = vi.hoisted(() => ({ script: "", started: () => {} }));

vi.mock("node:child_process", async (original) => {
  const real = await original<typeof import("node:child_process")>();
  const spawn = () => {
    const child = real.spawn(process.execPath, ["-e", wrangler.script], { stdio: "ignore" });
    child.once("spawn", () => wrangler.started());
    return child;
  };
  return { ...real, spawn };
});

const root = smallWorkshop();

it.each([
  ["ends well", "process.exit(0)", 0],
  ["can't serve", "process.exit(1)", 3],
  ["is killed", 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)', 3],
])("dev where wrangler %s", async (_, script, code) => {
  Object.assign(wrangler, { script, started: () => {} });
  expect((await workshop(root, "dev", "1")).code).toBe(code);
});

it("dev that is cancelled ends wrangler, and that isn't a fault", async () => {
  const cancel = new AbortController();
  Object.assign(wrangler, { script: "setInterval(() => {}, 1000)", started: () => cancel.abort() });
  const state = openState(root);
  openCopy(state, loadCourse(root).exercises[0] as Exercise);
  const terminal = { theme: () => ({ width: 80 }) };
  const session = { state, env: {}, workingFolder: root, terminal, cancelled: cancel.signal };
  const course = () => loadCourse(root);
  expect(await runCommandLine({ ...session, course } as unknown as Session, ["dev", "1"])).toBe(130);
});
