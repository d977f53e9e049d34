import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

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

type Row = { pid: number; parent: number; mebibytes: number };

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
    memory: () => Math.round(started(child).reduce((sum, { mebibytes }) => sum + mebibytes, 0)),
    async stop() {
      const own = started(child);
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await exited;
      const left = await afterwards(own);
      if (left.length > 0) throw new Error(`Still running: ${left.map(({ pid }) => pid).join(", ")}.`);
    },
  };
}

/** A process and its descendants. */
function started({ pid }: ChildProcess): Row[] {
  const all = processes();
  const own = all.filter((row) => row.pid === pid);
  for (const { pid: parent } of own) own.push(...all.filter((row) => row.parent === parent));
  return own;
}

/** What of them is there still: a group that was killed takes a moment. */
async function afterwards(own: Row[]): Promise<Row[]> {
  for (let patience = 50; ; patience--) {
    const now = new Set(processes().map(({ pid }) => pid));
    const left = own.filter(({ pid }) => now.has(pid));
    if (left.length === 0 || patience === 0) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function processes(): Row[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss=,state="], { encoding: "utf8" });
  if (!stdout) throw new Error("Memory can't be measured here: there is no `ps`.");
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => !state?.startsWith("Z"))
    .map(([pid, parent, kibibytes]) => ({
      pid: Number(pid),
      parent: Number(parent),
      mebibytes: Number(kibibytes) / 1024,
    }));
}
