import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lookAtClock } from "../../src/doctor/clock.ts";
import { diagnose, type Machine } from "../../src/doctor/diagnose.ts";
import { judgeDisk } from "../../src/doctor/disk.ts";
import { lookAtFileEvents } from "../../src/doctor/file-events.ts";
import { lookAtFolder } from "../../src/doctor/folders.ts";
import { lookAtGit } from "../../src/doctor/git.ts";
import { lookAtMemory } from "../../src/doctor/memory.ts";
import { lookAtNode } from "../../src/doctor/node.ts";
import { lookAtProcessors } from "../../src/doctor/processors.ts";
import { lookAtProxy } from "../../src/doctor/proxy.ts";
import { lookAtSystem } from "../../src/doctor/system.ts";
import { lookAtTerminal } from "../../src/doctor/terminal.ts";
import { lookAtWorkerd } from "../../src/doctor/workerd.ts";
import { openState } from "../../src/state.ts";
import { openTheme } from "../../src/ui/theme.ts";
import { diagnosisView } from "../../src/ui/views/diagnosis.ts";
import { refuseWatches } from "../refuse-watches.ts";
import { folderWith } from "../throwaway.ts";

const theme = openTheme({ env: { LANG: "C.UTF-8" }, platform: "linux", isTerminal: false, columns: 80, plain: false });

describe("The doctor", () => {
  it("looks at everything and finds this machine fit", async () => {
    const { checks, ok } = await diagnose(machineAt(folderWith({ "package.json": "{}" })));
    expect(checks.filter(({ state }) => state === "fail")).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual([
      ...["Node", "npm", "system", "dependencies", "workerd", "memory", "processors", "disk", "temporary folder"],
      ...[".workshop folder", "workspace folder", "file events", "terminal", "clock", "proxy", "git"],
    ]);
  });

  it("goes on when one look fails itself", async () => {
    const { checks, ok } = await diagnose(machineAt(join(folderWith(), "nothing/here")));
    expect(ok).toBe(false);
    expect(checks.find(({ name }) => name === "disk")).toMatchObject({
      state: "fail",
      detail: expect.stringContaining("ENOENT"),
    });
    expect(checks.find(({ name }) => name === "Node")).toMatchObject({ state: "ok" });
  });
});

describe("The look at", () => {
  it.each([
    ["a fitting Node", lookAtNode("v24.1.0", "/bin/node"), "ok"],
    ["an old Node", lookAtNode("v20.20.2", "/bin/node"), "fail"],
    ["Debian", lookAtSystem("linux", "x64", false), "ok"],
    ["Alpine", lookAtSystem("linux", "x64", true), "fail"],
    ["a Mac", lookAtSystem("darwin", "arm64", false), "ok"],
    ["a processor that workerd isn't made for", lookAtSystem("linux", "riscv64", false), "fail"],
    ["plenty of memory", lookAtMemory(4e9), "ok"],
    ["little memory", lookAtMemory(0.5e9), "warn"],
    ["hardly any memory", lookAtMemory(0.1e9), "fail"],
    ["processors that are idle", lookAtProcessors(8, 0.3), "ok"],
    ["processors of Windows", lookAtProcessors(8, 0), "ok"],
    ["processors that are busy", lookAtProcessors(2, 9), "warn"],
    ["a single core", lookAtProcessors(1, 0.1), "warn"],
    ["plenty of disk", judgeDisk(5e9), "ok"],
    ["little disk", judgeDisk(0.5e9), "warn"],
    ["a full disk", judgeDisk(0), "fail"],
    ["a right clock", lookAtClock(Date.UTC(2027, 0, 1), "", Date.UTC(2026, 11, 1)), "ok"],
    ["a clock before the course", lookAtClock(Date.UTC(2020, 0, 1), "", 0), "warn"],
    ["a clock before the clone", lookAtClock(Date.UTC(2027, 0, 1), "", Date.UTC(2028, 0, 1)), "warn"],
    ["no proxy", lookAtProxy({}), "ok"],
    ["a proxy for everything", lookAtProxy({ HTTPS_PROXY: "http://proxy:8080" }), "warn"],
    [
      "a proxy that spares this machine",
      lookAtProxy({ https_proxy: "http://proxy:8080", NO_PROXY: "localhost,127.0.0.1" }),
      "ok",
    ],
    ["a pipe", lookAtTerminal(theme, false, {}), "ok"],
    ["a narrow terminal", lookAtTerminal({ ...theme, width: 40 }, true, {}), "warn"],
  ])("%s", (_, found, state) => {
    expect(found.state).toBe(state);
    expect(found.remedy === null).toBe(state === "ok");
  });

  it("a proxy keeps its password to itself", () => {
    expect(lookAtProxy({ HTTP_PROXY: "http://me:secret@proxy:1" }).detail).toBe("HTTP_PROXY=http://***@proxy:1");
  });

  it("a folder that can't be made says which", () => {
    const file = join(folderWith({ file: "" }), "file");
    expect(lookAtFolder(join(file, "folder"), "move")).toMatchObject({
      state: "fail",
      remedy: "Change its permissions, or move.",
    });
  });

  it.each(["ENOSPC", "EMFILE"])("file events without a watch left (%s) says how to allow more", async (code) => {
    refuseWatches(code);
    expect(await lookAtFileEvents(folderWith())).toMatchObject({
      state: "warn",
      detail: expect.stringContaining(code),
      remedy: expect.stringContaining("max_user_watches=524288 fs.inotify.max_user_instances=512"),
    });
  });

  it("a folder that isn't a clone warns", async () => {
    expect(await lookAtGit(folderWith())).toMatchObject({ state: "warn" });
  });
});

describe("A workerd", () => {
  it("that ends at once is told with what it said", async () => {
    const found = await lookAtWorkerd(tmpdir(), () => ({ binary: process.execPath, version: "1" }));
    expect(found).toMatchObject({ state: "fail", detail: expect.stringMatching(/^it ended with \d+: /) });
  });

  it("that isn't there is told as such", async () => {
    const found = await lookAtWorkerd(tmpdir(), () => ({ binary: join(folderWith(), "workerd"), version: "1" }));
    expect(found).toMatchObject({ state: "fail", detail: expect.stringContaining("ENOENT") });
  });
});

describe("What the doctor shows", () => {
  const found = {
    version: 1 as const,
    ok: false,
    checks: [
      { name: "Node", state: "ok" as const, detail: "24.21.0", remedy: null },
      { name: "workerd", state: "fail" as const, detail: "it ended with 1", remedy: "Use another image." },
    ],
  };

  it("is a line for each check, with the remedy under it", () => {
    expect(diagnosisView(theme, found).split("\n").slice(2, 5)).toEqual([
      "✓  Node     24.21.0",
      "✗  workerd  it ended with 1",
      "│           Use another image.",
    ]);
    expect(diagnosisView(theme, found)).toContain("Not fit yet: 1 of 2 failed.");
  });

  it("says in words what signs say elsewhere", () => {
    const shown = diagnosisView({ ...theme, isPlain: true }, found);
    expect(shown).toContain("passed: Node: 24.21.0");
    expect(shown).toContain("failed: workerd: it ended with 1\nUse another image.");
  });
});

function machineAt(root: string): Machine {
  return { state: openState(root), env: process.env, temporary: tmpdir(), theme, isTerminal: false, now: Date.now() };
}
