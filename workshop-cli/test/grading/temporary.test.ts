import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { temporaryFolder, watchSize } from "../../src/grading/temporary.ts";
import { folderWith } from "../throwaway.ts";

const GIB = 1024 ** 3;
const TMPFS = 0x01021994;
const disk = 0xef53;

describe("the folder for temporary files", () => {
  it.each([
    ["in memory, where that has room", {}, TMPFS, 2 * GIB, 8 * GIB, true],
    ["the system's, where the one in memory is small, as Docker's is", {}, TMPFS, 64 * 1024 ** 2, 8 * GIB, false],
    ["the system's, where memory is short", {}, TMPFS, 2 * GIB, GIB, false],
    ["the system's, where the one in memory isn't", {}, disk, 2 * GIB, 8 * GIB, false],
    ["the one that somebody has chosen", { TMPDIR: tmpdir() }, TMPFS, 2 * GIB, 8 * GIB, false],
  ])("is %s", (_, env, type, free, available, isInMemory) => {
    const inMemory = folderWith();
    const statfs = () => ({ type, bsize: 4096, bavail: free / 4096 });
    expect(temporaryFolder({ env, inMemory, available, statfs })).toBe(isInMemory ? inMemory : tmpdir());
  });

  it("is the system's where there is none in memory", () => {
    expect(temporaryFolder({ env: {}, inMemory: join(folderWith(), "none"), available: 8 * GIB })).toBe(tmpdir());
  });
});

describe("watching a folder's size", () => {
  it("tells when the files in it, however deep, have come to take too much, beside what was there", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const folder = folderWith({ "before.txt": "x".repeat(2_000) });
    const onTooMuch = vi.fn();
    const stop = watchSize(folder, 1_000, onTooMuch);
    writeFileSync(join(folder, "a.txt"), "x".repeat(600));
    vi.advanceTimersByTime(1_000);
    expect(onTooMuch, "600 bytes").not.toHaveBeenCalled();
    mkdirSync(join(folder, "b"));
    writeFileSync(join(folder, "b", "c.txt"), "x".repeat(600));
    vi.advanceTimersByTime(1_000);
    expect(onTooMuch, "1,200 bytes").toHaveBeenCalled();
    stop();
    onTooMuch.mockClear();
    vi.advanceTimersByTime(1_000);
    expect(onTooMuch, "nobody looks any more").not.toHaveBeenCalled();
  });
});
