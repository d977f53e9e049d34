import { execFileSync } from "node:child_process";
import { isAlive } from "../is-alive.ts";
import type { State } from "../state.ts";
import { readMarks, removeFolder, removeMark } from "./run-mark.ts";

/**
 * Ends process groups that an earlier CLI left behind because it, its warden and its child were all killed at once.
 * A process is taken for one of ours only if its group is one we noted and its command line is that of our tools.
 */
export function reapLeftovers(state: State): void {
  if (process.platform === "win32") return;
  for (const { file, group, owner, temporary } of readMarks(state)) {
    if (owner !== null && isAlive(owner)) continue;
    if (group !== null && members(group).some((command) => /workerd|grading/.test(command))) killGroup(group);
    removeFolder(temporary);
    removeMark(file);
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
