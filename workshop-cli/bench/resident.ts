import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { familyOf, stillThere } from "./processes.ts";

/** A program that stays and runs tests at every save. */
export type Resident = {
  /** Resolves when the next result is there. */
  seen(): Promise<void>;
  /** Saves a file once more, an empty line longer, and waits for the result; answers the milliseconds. */
  save(file: string): Promise<number>;
  /** Mebibytes in memory, of the program and of all that it has started. */
  memory(): number;
  /** Ends it as Ctrl-C does. Throws where a process of its own is left. */
  stop(): Promise<void>;
};

/** Starts it. `result` is what it prints when tests have run. */
export function startResident(args: string[], cwd: string, env: NodeJS.ProcessEnv, result: RegExp): Resident {
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
  const seen = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No result within a minute. It printed:\n${output}`)), 60_000);
      check = () => {
        if (!result.test(output)) return;
        clearTimeout(timer);
        output = "";
        check = () => {};
        resolve();
      };
      check();
    });
  return {
    seen,
    async save(file) {
      const text = readFileSync(file, "utf8");
      const result = seen();
      const began = performance.now();
      writeFileSync(file, `${text}\n`);
      await result;
      return performance.now() - began;
    },
    memory: () => Math.round(familyOf(child.pid).reduce((sum, { mebibytes }) => sum + mebibytes, 0)),
    async stop() {
      const family = familyOf(child.pid);
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await exited;
      const left = await stillThere(family);
      if (left.length > 0) throw new Error(`Still running: ${left.map(({ pid }) => pid).join(", ")}.`);
    },
  };
}
