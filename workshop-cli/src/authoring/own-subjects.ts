import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../is-alive.ts";
import type { State } from "../state.ts";

/**
 * Does `work` with a folder of its own for what it assembles, so that proofs may run side by side. The folder is gone
 * afterwards; what a killed proof has left is removed by the next.
 */
export async function withOwnSubjects<T>(state: State, work: (state: State) => Promise<T>): Promise<T> {
  mkdirSync(state.subjects, { recursive: true });
  removeLeftovers(state.subjects);
  const subjects = mkdtempSync(join(state.subjects, `proof-${process.pid}-`));
  try {
    return await work({ ...state, subjects });
  } finally {
    removeFolder(subjects);
  }
}

function removeLeftovers(subjects: string): void {
  for (const name of readdirSync(subjects)) {
    const [, owner] = /^proof-(\d+)-/.exec(name) ?? [];
    if (owner !== undefined && !isAlive(Number(owner))) removeFolder(join(subjects, name));
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Windows holds on to open files for a moment. The next proof removes it.
  }
}
