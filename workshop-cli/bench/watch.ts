import { join } from "node:path";
import type { Pair } from "./measure.ts";
import { type Resident, startResident } from "./resident.ts";
import { makeScratch, makeSolvedCopy, vitest, workshop } from "./scratch.ts";

/** From save to verdict in a watch, against save to result in plain Vitest's watch. */
export const watch: Pair = {
  name: "watch",
  title: "save to verdict in workshop watch : in vitest watch",
  limit: 1.1,
  async open() {
    const { ours, theirs, close } = await openBoth();
    return { ours: () => saveLater(ours), theirs: () => saveLater(theirs), close };
  },
};

/** What stays in memory between two saves: the watch with all its processes, against plain Vitest's. */
export const memory: Pair = {
  name: "memory",
  title: "memory of workshop watch at rest : of vitest watch",
  limit: 2,
  unit: "MiB",
  async open() {
    const { ours, theirs, close } = await openBoth();
    const atRest = async (side: Side) => {
      await saveLater(side);
      await pause();
      return side.program.memory();
    };
    return { ours: () => atRest(ours), theirs: () => atRest(theirs), close };
  },
};

/** A watch that has graded many times: it holds no more than when it began, and leaves no process. */
export const saves: Pair = {
  name: "saves",
  title: "memory of workshop watch in the course of 200 saves : after 20",
  limit: 1.25,
  unit: "MiB",
  async open() {
    const ours = openOurs();
    await ours.program.seen();
    const saveTimes = async (times: number) => {
      for (let save = 0; save < times; save++) await ours.program.save(ours.file);
      await pause();
      return ours.program.memory();
    };
    const early = await saveTimes(20);
    return { ours: () => saveTimes(30), theirs: async () => early, close: ours.close };
  },
};

type Side = { program: Resident; file: string; close(): Promise<void> };

async function openBoth(): Promise<{ ours: Side; theirs: Side; close(): Promise<void> }> {
  const [ours, theirs] = [openOurs(), openTheirs()];
  await Promise.all([ours.program.seen(), theirs.program.seen()]);
  return { ours, theirs, close: async () => void (await Promise.all([ours.close(), theirs.close()])) };
}

function openOurs(): Side {
  return open(({ root, env }) => startResident([workshop, "watch", "01"], root, env, /passed/));
}

function openTheirs(): Side {
  return open(({ copy }) => startResident([vitest, "watch"], copy, {}, /Tests .*passed/));
}

function open(start: (at: { root: string; env: NodeJS.ProcessEnv; copy: string }) => Resident): Side {
  const { root, env, remove } = makeScratch();
  const copy = makeSolvedCopy(root, "01-counter");
  const program = start({ root, env, copy });
  const close = async () => {
    await program.stop();
    remove();
  };
  return { program, file: join(copy, "src", "counter.ts"), close };
}

/** A pause between saves is what learners make; it lets either side prepare. */
async function saveLater({ program, file }: Side): Promise<number> {
  await pause();
  return program.save(file);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2_000));
}
