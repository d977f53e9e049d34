import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { EnvironmentError } from "../../src/errors.ts";
import { openState } from "../../src/state.ts";
import { listBackups } from "../../src/workspace/backup.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { withLock } from "../../src/workspace/lock.ts";
import { folderWith } from "../throwaway.ts";
import { filesIn, sampleCourse } from "./sample-course.ts";

const SOURCES = new URL("../../src/", import.meta.url).href;

describe("the lock", () => {
  it("is held during the action, gives back its result, and goes when it throws", () => {
    const { state, lock } = unlocked();
    expect(withLock(state, "try", () => existsSync(lock))).toBe(true);
    expect(() =>
      withLock(state, "try", () => {
        throw new Error("ours");
      }),
    ).toThrow("ours");
    expect(existsSync(lock)).toBe(false);
  });

  it.each([
    ["a process that died", { pid: deadPid(), host: hostname(), token: "x" }],
    ["an earlier process with our number", { pid: process.pid, host: hostname(), token: "x" }],
  ])("of %s is taken over", (_, owner) => {
    const { state, lock } = unlocked(JSON.stringify(owner));
    expect(withLock(state, "try", () => "done", 0)).toBe("done");
    expect(existsSync(lock)).toBe(false);
  });

  it.each([
    ["another machine", JSON.stringify({ pid: 1, host: "elsewhere", token: "x" })],
    ["nobody knows whom", ""],
  ])("of %s is taken over when it is old", (_, written) => {
    const { state, lock } = unlocked(written);
    const old = new Date(Date.now() - 120_000);
    utimesSync(lock, old, old);
    expect(withLock(state, "try", () => "done", 0)).toBe("done");
  });

  it("of a process at work is waited for, and at last told", () => {
    const owner = { pid: process.ppid, host: hostname(), token: "x" };
    const { state, lock } = unlocked(JSON.stringify(owner));
    expect(() => withLock(state, "try", () => "done", 100)).toThrow(EnvironmentError);
    expect(() => withLock(state, "try", () => "done", 0)).toThrow(`Another terminal (process ${process.ppid})`);
    expect(readFileSync(lock, "utf8")).toBe(JSON.stringify(owner));
  });

  it("of a process that lives isn't taken over, however long it has been at it", () => {
    const owner = { pid: process.ppid, host: hostname(), token: "x" };
    const { state, lock } = unlocked(JSON.stringify(owner));
    utimesSync(lock, new Date(0), new Date(0));
    expect(() => withLock(state, "try", () => "done", 0)).toThrow(`Another terminal (process ${process.ppid})`);
    expect(readFileSync(lock, "utf8")).toBe(JSON.stringify(owner));
  });

  it("of somebody who has taken it over is left alone at the end", () => {
    const { state, lock } = unlocked();
    const owner = JSON.stringify({ pid: 1, host: "elsewhere", token: "x" });
    withLock(state, "try", () => writeFileSync(lock, owner));
    expect(readFileSync(lock, "utf8")).toBe(owner);
  });
});

describe("several terminals at once", { timeout: 60_000 }, () => {
  it("change copies one after the other", async () => {
    const { state } = unlocked();
    const script = `
      import { readFileSync, writeFileSync } from "node:fs";
      import { withLock } from "${SOURCES}workspace/lock.ts";
      import { openState } from "${SOURCES}state.ts";
      const [, root] = process.argv, count = root + "/count";
      for (let i = 0; i < 50; i++) withLock(openState(root), "count", () => {
        const before = Number(readFileSync(count, "utf8"));
        writeFileSync(count, String(before + 1));
      });`;
    writeFileSync(join(state.root, "count"), "0");
    await Promise.all([1, 2, 3].map(() => inProcess(script, state.root)));
    expect(readFileSync(join(state.root, "count"), "utf8")).toBe("150");
  });

  it("make one copy between them, and lose nothing by resetting and undoing it all the while", async () => {
    const { root, state, counter } = sampleCourse();
    const script = `
      import { existsSync, writeFileSync } from "node:fs";
      import { loadCourse } from "${SOURCES}course/load.ts";
      import { openState } from "${SOURCES}state.ts";
      import { openCopy } from "${SOURCES}workspace/copy.ts";
      import { resetCopy } from "${SOURCES}workspace/reset.ts";
      import { undo } from "${SOURCES}workspace/undo.ts";
      const [, root, name] = process.argv;
      const state = openState(root), course = loadCourse(root), counter = course.exercises[0];
      for (let i = 0; i < 8; i++) {
        openCopy(state, counter);
        writeFileSync(state.copy("counter") + "/" + name + i + ".txt", "learner's " + name + i);
        if (i % 3 === 2) try { undo(state, course, 1 + i % 2); } catch (error) { if (error.exitCode !== 2) throw error; }
        else resetCopy(state, counter);
      }`;
    await Promise.all(["a", "b", "c"].map((name) => inProcess(script, root, name)));
    openCopy(state, counter);
    const places = [state.copy("counter"), ...listBackups(state).map(({ folder }) => join(folder, "copy"))];
    const alive = new Set(places.flatMap((place) => Object.values(filesIn(place))));
    const written = ["a", "b", "c"].flatMap((name) => Array.from({ length: 8 }, (_, i) => `learner's ${name}${i}`));
    expect(written.filter((text) => !alive.has(text))).toEqual([]);
    expect(existsSync(join(state.copy("counter"), "src/counter.ts"))).toBe(true);
  });
});

function unlocked(left?: string) {
  const state = openState(folderWith());
  const lock = join(state.folder, "copies.lock");
  mkdirSync(state.folder);
  if (left !== undefined) writeFileSync(lock, left);
  return { state, lock };
}

function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

function inProcess(script: string, ...args: string[]) {
  return promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, ...args]);
}
