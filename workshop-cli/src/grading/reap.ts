import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { State } from "../state.ts";

/**
 * Ends process groups that an earlier CLI left behind because it, its warden and its child were all killed at once.
 * A process is taken for one of ours only if its group is one we noted and its command line is that of our tools.
 */
export function reapLeftovers(state: State): void {
  if (process.platform === "win32") return;
  for (const name of listed(state.run)) {
    const file = join(state.run, name);
    const { group, owner } = readMark(file);
    if (owner !== null && isAlive(owner)) continue;
    if (group !== null && members(group).some((command) => /workerd|grading/.test(command))) killGroup(group);
    rmSync(file, { force: true });
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}

function readMark(file: string): { group: number | null; owner: number | null } {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Cut off while it was written: there is nothing to go by.
    return { group: null, owner: null };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function members(group: number): string[] {
  try {
    const table = execFileSync("ps", ["-A", "-o", "pgid=,args="], { encoding: "utf8" });
    return table.split("\n").filter((line) => Number.parseInt(line, 10) === group);
  } catch {
    return [];
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Gone meanwhile.
  }
}
