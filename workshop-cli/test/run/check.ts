import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../../..");

/** A part of `npm test`, or more that is tried on request. It prints what is wrong and answers what it counted. */
export type Check = { name: string; onRequest?: true; run(): Promise<Counts> };
export type Counts = { passed: number; failed: number; skipped: number };

/** One thing that either holds or doesn't. */
export function one(holds: boolean): Counts {
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 };
}

export function sum(counts: Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** Runs one of the installed tools on this Node, in the repository; answers how it ended and all that it printed. */
export function runTool(tool: string, args: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [join(root, "node_modules", tool), ...args], { cwd: root });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (printed += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, printed }));
  });
}
