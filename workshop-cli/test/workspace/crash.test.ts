import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { applySolution } from "../../src/workspace/apply-solution.ts";
import { listBackups } from "../../src/workspace/backup.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { isBeingReplaced } from "../../src/workspace/replace.ts";
import { resetCopy } from "../../src/workspace/reset.ts";
import { undo } from "../../src/workspace/undo.ts";
import { writeFiles } from "../throwaway.ts";
import { STARTER as FULL_STARTER, filesIn, sampleCourse } from "./sample-course.ts";

// Every change of the file system burns the fuse; when it is gone, that change stays half done and all later ones fail,
// those in `finally` too: what a `kill -9` or a power cut leaves.
const fuse = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  const cut = (half?: () => void) => {
    if (fuse.left-- > 0) return;
    if (fuse.left === -1) half?.();
    throw new Error("power cut");
  };
  const atomic =
    <A extends unknown[], R>(change: (...args: A) => R) =>
    (...args: A) => {
      cut();
      return change(...args);
    };
  return {
    ...real,
    renameSync: atomic(real.renameSync),
    mkdirSync: atomic(real.mkdirSync),
    rmdirSync: atomic(real.rmdirSync),
    chmodSync: atomic(real.chmodSync),
    symlinkSync: atomic(real.symlinkSync),
    writeFileSync: (path: string, text: string, options?: fs.WriteFileOptions) => {
      cut(() => real.writeFileSync(path, text.slice(0, text.length / 2), options));
      real.writeFileSync(path, text, options);
    },
    copyFileSync: (from: string, to: string) => {
      cut(() => real.writeFileSync(to, real.readFileSync(from).subarray(0, 3)));
      real.copyFileSync(from, to);
    },
    rmSync: (path: string, options?: fs.RmOptions) => {
      if (!real.existsSync(path)) return;
      cut(() => {
        const [first] = real.statSync(path).isDirectory() ? real.readdirSync(path) : [];
        if (first !== undefined) real.rmSync(join(path, first), { recursive: true });
      });
      real.rmSync(path, options);
    },
  };
});

// No repository here, and a process for each question would take most of the time.
vi.mock("../../src/workspace/git.ts", () => ({ changesSinceCommit: () => null, committed: () => null }));

// Fewer files are fewer steps to be cut off at.
const SPARED = ["src/index.ts", "test/1-counts.test.ts"];
const STARTER = Object.fromEntries(Object.entries(FULL_STARTER).filter(([path]) => !SPARED.includes(path)));

function smallCourse() {
  const sample = sampleCourse();
  for (const path of SPARED) fs.rmSync(join(sample.counter.folder, path));
  return sample;
}

const UNCUT = Number.POSITIVE_INFINITY;

describe("a command that is cut off", { timeout: 60_000 }, () => {
  const commands = ["reset", "undo"] as const;

  it.each(commands)("(%s) at any step leaves the old copy or the new one, and the old is never lost", (command) => {
    const mine = { ...STARTER, "src/counter.ts": "mine", "notes.txt": "notes" };
    const other = { ...STARTER, "src/counter.ts": "other" };
    const target = { reset: STARTER, undo: other };
    for (let steps = 0; ; steps++) {
      const sample = smallCourse();
      const { state, counter } = sample;
      openCopy(state, counter);
      writeFiles(state.copy("counter"), { "src/counter.ts": "other" });
      resetCopy(state, counter);
      writeFiles(state.copy("counter"), { "src/counter.ts": "mine", "notes.txt": "notes" });
      const finished = cutAfter(steps, () => run(sample, command));
      openCopy(state, counter);
      const now = filesIn(state.copy("counter"));
      expect([mine, target[command]], `after ${steps} steps`).toContainEqual(now);
      expect(isBeingReplaced(state, "counter")).toBe(false);
      const kept = listBackups(state).map(({ folder }) => filesIn(join(folder, "copy")));
      expect([now, ...kept], `after ${steps} steps`).toContainEqual(mine);
      expect([now, ...kept], `after ${steps} steps`).toContainEqual(other);
      fs.rmSync(sample.root, { recursive: true });
      if (finished) {
        expect(steps).toBeGreaterThan(20);
        expect(now).toEqual(target[command]);
        return;
      }
    }
  });

  it("at any step of making a copy leaves one that is whole at the next start", () => {
    for (let steps = 0; ; steps++) {
      const { root, state, counter } = smallCourse();
      const finished = cutAfter(steps, () => openCopy(state, counter));
      openCopy(state, counter);
      expect(filesIn(state.copy("counter"))).toEqual(STARTER);
      expect(filesIn(state.base("counter"))).toEqual(STARTER);
      expect(listBackups(state)).toEqual([]);
      fs.rmSync(root, { recursive: true });
      if (finished) return;
    }
  });

  it("in any history loses nothing that a learner wrote", () => {
    const step = fc.record({
      command: fc.constantFrom("edit" as const, "add" as const, "open" as const, "apply" as const, ...commands),
      cut: fc.oneof(fc.constant(UNCUT), fc.nat(60)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const sample = smallCourse();
        const { state } = sample;
        let written = 0;
        let alive: Set<string> = new Set();
        for (const { command, cut } of steps) {
          if (command === "edit" || command === "add") {
            if (!fs.existsSync(join(state.copy("counter"), "src"))) continue;
            written++;
            const path = command === "edit" ? "src/counter.ts" : `src/added-${written}.ts`;
            writeFiles(state.copy("counter"), { [path]: `learner's ${written}` });
            alive = learnersTexts(sample);
          } else {
            cutAfter(cut, () => run(sample, command));
            const after = learnersTexts(sample);
            expect([...alive].filter((text) => !after.has(text))).toEqual([]);
            alive = after;
          }
        }
        fs.rmSync(sample.root, { recursive: true });
      }),
      { numRuns: 30, examples: [[editedWhileUnfinished]] },
    );
  });
});

/** A file is edited before a reset that is cut off, and once more before the next command finishes that. */
const editedWhileUnfinished = [
  { command: "apply" as const, cut: 23 },
  { command: "apply" as const, cut: 7 },
  { command: "edit" as const, cut: 0 },
  { command: "reset" as const, cut: 46 },
  { command: "edit" as const, cut: 0 },
  { command: "apply" as const, cut: 11 },
];

function run({ state, course, counter }: ReturnType<typeof smallCourse>, command: "open" | "reset" | "apply" | "undo") {
  if (command === "open") openCopy(state, counter);
  if (command === "reset") resetCopy(state, counter);
  if (command === "apply") applySolution(state, counter);
  if (command === "undo" && listBackups(state).length > 0) undo(state, course);
}

function cutAfter(steps: number, action: () => void): boolean {
  fuse.left = steps;
  try {
    action();
    return true;
  } catch (error) {
    expect((error as Error).message).toBe("power cut");
    return false;
  } finally {
    fuse.left = UNCUT;
  }
}

function learnersTexts({ state }: ReturnType<typeof smallCourse>): Set<string> {
  const places = [state.copy("counter"), ...listBackups(state).map(({ folder }) => join(folder, "copy"))];
  return new Set(
    places.flatMap((place) => Object.values(filesIn(place))).filter((text) => text.startsWith("learner's")),
  );
}
