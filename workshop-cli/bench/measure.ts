import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** Two ways of doing the same work, measured in turn; the ratio of their medians is what counts. */
export type Pair = {
  name: string;
  /** What is compared, for people. */
  title: string;
  /** The ratio that we promise not to exceed. */
  limit: number;
  /** What is measured: milliseconds, where nothing is said. */
  unit?: Unit;
  /** Prepares both sides; answers how to run either once, which answers what was measured, and how to tidy up. */
  open(): Promise<{ ours(): Promise<number>; theirs(): Promise<number>; close(): Promise<void> }>;
};

export type Unit = "ms" | "MiB";

export type Measured = {
  name: string;
  title: string;
  limit: number;
  ratio: number;
  ours: number;
  theirs: number;
  unit: Unit;
};

/** Runs both sides in turn, once to warm up and then `rounds` times, so that a drifting machine drifts for both. */
export async function measure({ name, title, limit, unit = "ms", open }: Pair, rounds: number): Promise<Measured> {
  const { ours, theirs, close } = await open();
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  try {
    await ours();
    await theirs();
    for (let round = 0; round < rounds; round++) {
      times.ours.push(await ours());
      times.theirs.push(await theirs());
    }
  } finally {
    await close();
  }
  const [a, b] = [median(times.ours), median(times.theirs)];
  return { name, title, limit, ratio: round2(a / b), ours: Math.round(a), theirs: Math.round(b), unit };
}

/** Milliseconds from the start of a program to its end. What it prints is only shown if its exit code isn't expected. */
export function timeProgram(
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; codes?: number[] },
): Promise<number> {
  const { cwd, env = {}, codes = [0] } = options;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => {
      if (codes.includes(code ?? -1)) resolve(performance.now() - began);
      else reject(new Error(`${args.join(" ")} ended with ${code}:\n${output}`));
    });
  });
}

function median(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function round2(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
