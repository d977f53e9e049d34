import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withOwnSubjects } from "../../src/authoring/own-subjects.ts";
import { prove } from "../../src/authoring/prove.ts";
import { loadCourse } from "../../src/course/load.ts";
import { openState, type State } from "../../src/state.ts";
import { smallWorkshop } from "../commands/small-workshop.ts";
import { folderWith } from "../throwaway.ts";

describe("proofs", () => {
  it("side by side have folders of their own, which are gone afterwards", async () => {
    const state = openState(folderWith());
    const [begun, went] = [Promise.withResolvers<State>(), Promise.withResolvers<void>()];
    const first = withOwnSubjects(state, async (its) => {
      begun.resolve(its);
      await went.promise;
      return existsSync(its.subjects);
    });
    const { subjects } = await begun.promise;
    expect(await withOwnSubjects(state, async (its) => its.subjects)).not.toBe(subjects);
    went.resolve();
    expect(await first).toBe(true);
    expect(readdirSync(state.subjects)).toEqual([]);
  });

  it("remove what a killed one has left, and nobody else's", async () => {
    const state = openState(folderWith());
    const killed = `proof-${spawnSync(process.execPath, ["-e", ""]).pid}-a`;
    const others = ["counter", `proof-${process.ppid}-a`];
    for (const name of [killed, ...others]) mkdirSync(join(state.subjects, name, "deep"), { recursive: true });
    await withOwnSubjects(state, async () => {});
    expect(readdirSync(state.subjects).sort()).toEqual(others);
  });

  it("at once find what each finds alone, and leave nothing", { timeout: 120_000 }, async () => {
    const root = smallWorkshop();
    writeFileSync(join(root, "runtime.d.ts"), "");
    const [state, course] = [openState(root), loadCourse(root)];
    const states = async () => {
      const options = { repeat: 1, depth: "glance", load: "none" } as const;
      const [proof] = await prove(state, course, course.exercises.slice(0, 1), options);
      return [proof?.material.starter, proof?.material.solution].map((tried) => tried?.verdicts[0]?.state);
    };
    const sound = ["failed", "passed"];
    expect(await Promise.all([states(), states()])).toEqual([sound, sound]);
    expect(readdirSync(state.subjects)).toEqual([]);
  });
});
