import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Pair } from "./measure.ts";
import { makeScratch, makeSolvedCopy, vitest, workshop } from "./scratch.ts";

/** From save to verdict in a watch, against save to result in plain Vitest's watch. */
export const watch: Pair = {
  name: "watch",
  title: "save to verdict in workshop watch : in vitest watch",
  limit: 1.1,
  async open() {
    const [mine, plain] = [makeScratch(), makeScratch()];
    const [myCopy, plainCopy] = [mine, plain].map(({ root }) => makeSolvedCopy(root, "01-counter")) as [string, string];
    const ours = startWatch([workshop, "watch", "01"], mine.root, mine.env, /passed/);
    const theirs = startWatch([vitest, "watch"], plainCopy, {}, /Tests .*passed/);
    await Promise.all([ours.seen(), theirs.seen()]);
    return {
      ours: () => save(join(myCopy, "src", "counter.ts"), ours),
      theirs: () => save(join(plainCopy, "src", "counter.ts"), theirs),
      async close() {
        await Promise.all([ours.stop(), theirs.stop()]);
        mine.remove();
        plain.remove();
      },
    };
  },
};

type Watch = { seen(): Promise<void>; stop(): Promise<void> };

function startWatch(args: string[], cwd: string, env: NodeJS.ProcessEnv, result: RegExp): Watch {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  let check = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
      check();
    });
  }
  return {
    seen: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No result within a minute. It printed:\n${output}`)), 60_000);
        check = () => {
          if (!result.test(output)) return;
          clearTimeout(timer);
          output = "";
          check = () => {};
          resolve();
        };
        check();
      }),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGINT");
      }),
  };
}

/** A pause between saves is what learners make; it lets either side prepare. */
async function save(file: string, { seen }: Watch): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const text = readFileSync(file, "utf8");
  const result = seen();
  const began = performance.now();
  writeFileSync(file, `${text}\n`);
  await result;
  return performance.now() - began;
}
