import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CourseError, UsageError } from "../../src/errors.ts";
import { applySolution, solutionFiles } from "../../src/workspace/apply-solution.ts";
import { listBackups } from "../../src/workspace/backup.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { resetCopy } from "../../src/workspace/reset.ts";
import { undo } from "../../src/workspace/undo.ts";
import { writeFiles } from "../throwaway.ts";
import { filesIn, STARTER, sampleCourse } from "./sample-course.ts";

const SOLVED = { ...STARTER, "src/counter.ts": "export const solution = true;\n" };

describe("a reset", () => {
  it("makes the copy new and keeps the old one, with why and when", () => {
    const { state, counter } = started({ "src/counter.ts": "mine", "src/extra/deep.ts": "more" });
    const { backup } = resetCopy(state, counter);
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
    expect(existsSync(join(state.copy("counter"), "src/extra"))).toBe(false);
    expect(listBackups(state)).toEqual([backup]);
    expect(backup).toMatchObject({ exercise: "counter", why: "reset", number: 1 });
    expect(backup?.folder).toMatch(/counter-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-1$/);
    expect(filesIn(join(backup?.folder ?? "", "copy"))).toEqual({
      ...STARTER,
      "src/counter.ts": "mine",
      "src/extra/deep.ts": "more",
    });
    expect(filesIn(join(backup?.folder ?? "", "base"))).toEqual(STARTER);
  });

  it("leaves the folders where they are, for a terminal may stand in them", () => {
    const { state, counter } = started({ "src/counter.ts": "mine" });
    const before = process.cwd();
    try {
      process.chdir(join(state.copy("counter"), "src"));
      resetCopy(state, counter);
      expect(process.cwd()).toBe(join(state.copy("counter"), "src"));
      expect(readFileSync("counter.ts", "utf8")).toBe(STARTER["src/counter.ts"]);
    } finally {
      process.chdir(before);
    }
  });

  it("of what was never started makes a copy and no backup", () => {
    const { state, counter } = sampleCourse();
    expect(resetCopy(state, counter).backup).toBeNull();
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
  });

  it("puts a folder away that stands where a file belongs, and a file where a folder belongs", () => {
    const { state, counter } = started();
    rmSync(join(state.copy("counter"), "src"), { recursive: true });
    rmSync(join(state.copy("counter"), "wrangler.jsonc"));
    writeFiles(state.copy("counter"), { src: "a file", "wrangler.jsonc/inside.txt": "a folder" });
    const { backup } = resetCopy(state, counter);
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
    expect(filesIn(join(backup?.folder ?? "", "copy"))).toMatchObject({
      src: "a file",
      "wrangler.jsonc/inside.txt": "a folder",
    });
  });

  it("leaves what tools keep in the copy", () => {
    const { state, counter } = started();
    writeFiles(state.copy("counter"), { ".wrangler/state": "kept" });
    resetCopy(state, counter);
    expect(readFileSync(join(state.copy("counter"), ".wrangler/state"), "utf8")).toBe("kept");
  });
});

describe("a solution", () => {
  it("is applied over the starter, without its page, mistakes and alternatives", () => {
    const { state, counter } = started({ "src/counter.ts": "mine" });
    expect(solutionFiles(counter)).toEqual(["src/counter.ts"]);
    expect(applySolution(state, counter).backup).toMatchObject({ why: "solution-applied" });
    expect(filesIn(state.copy("counter"))).toEqual(SOLVED);
    expect(filesIn(state.base("counter"))).toEqual(STARTER);
  });

  it("that isn't there is the course's fault, and the copy stays", () => {
    const { state, counter } = started({ "src/counter.ts": "mine" });
    rmSync(counter.solution, { recursive: true });
    expect(() => applySolution(state, counter)).toThrow(CourseError);
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("mine");
  });
});

describe("undo", () => {
  it("brings the last copy back and can be undone itself", () => {
    const { state, course, counter } = started({ "src/counter.ts": "mine" });
    applySolution(state, counter);
    expect(undo(state, course)).toMatchObject({
      exercise: "counter",
      broughtBack: { why: "solution-applied" },
      backup: { why: "undone" },
    });
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("mine");
    undo(state, course);
    expect(filesIn(state.copy("counter"))).toEqual(SOLVED);
    undo(state, course);
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("mine");
    expect(listBackups(state)).toHaveLength(1);
  });

  it("goes back several steps, over exercises", () => {
    const { state, course, counter, chat } = started({ "src/counter.ts": "first" });
    resetCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "second" });
    resetCopy(state, counter);
    openCopy(state, chat);
    resetCopy(state, chat);
    expect(listBackups(state).map(({ exercise, number }) => [exercise, number])).toEqual([
      ["chat", 3],
      ["counter", 2],
      ["counter", 1],
    ]);
    expect(undo(state, course, 3)).toMatchObject({ exercise: "counter" });
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("first");
  });

  it("brings back a copy that was deleted after its reset", () => {
    const { state, course, counter } = started({ "src/counter.ts": "mine" });
    resetCopy(state, counter);
    rmSync(state.copy("counter"), { recursive: true });
    expect(undo(state, course).backup).toBeNull();
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("mine");
  });

  it("says what there is when it can't go so far", () => {
    const { state, course, counter } = started();
    expect(() => undo(state, course)).toThrow(/nothing to undo/);
    resetCopy(state, counter);
    expect(() => undo(state, course, 2)).toThrow(UsageError);
    expect(() => undo(state, course, 2)).toThrow(/no copy 2 steps back; the oldest is 1/);
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => undo(state, course, n)).toThrow(UsageError);
  });

  it("isn't confused by other things among the backups, nor by a damaged note", () => {
    const { state, course, counter } = started({ "src/counter.ts": "mine" });
    const { backup } = resetCopy(state, counter);
    writeFileSync(join(backup?.folder ?? "", "backup.json"), "{");
    mkdirSync(join(state.backups, "counter-2026-01-01T00-00-00-9"));
    writeFileSync(join(state.backups, "notes.txt"), "");
    expect(listBackups(state)).toMatchObject([{ exercise: "counter", number: 1 }]);
    undo(state, course);
    expect(filesIn(state.copy("counter"))["src/counter.ts"]).toBe("mine");
    expect(readdirSync(state.backups).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

function started(mine: Record<string, string> = {}) {
  const sample = sampleCourse();
  openCopy(sample.state, sample.counter);
  writeFiles(sample.state.copy("counter"), mine);
  return sample;
}
