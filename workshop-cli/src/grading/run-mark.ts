import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { State } from "../state.ts";

/**
 * Says which process group belongs to which CLI, and where it keeps temporary files; `null` where the mark was cut off
 * while it was written.
 */
export type RunMark = { file: string; group: number | null; owner: number | null; temporary: string | null };

/** Notes a process group, so that the next start finds it where everything that knew of it was killed. Answers the file. */
export function leaveMark(state: State, group: number | undefined, temporary: string): string {
  mkdirSync(state.run, { recursive: true });
  const file = join(state.run, `${group}.json`);
  writeFileSync(file, JSON.stringify({ group, owner: process.pid, temporary }));
  return file;
}

/** Removes a mark. One that can't be removed does no harm: it names a group that is gone. */
export function removeMark(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A read-only disk is told of where something has to be kept.
  }
}

/** Removes a temporary folder of ours. What can't be removed, a later start or the system will. */
export function removeFolder(temporary: string | null): void {
  if (temporary === null || !basename(temporary).startsWith("workshop-")) return;
  try {
    rmSync(temporary, { recursive: true, force: true });
  } catch {
    // Files of it may still be open on Windows.
  }
}

/** The marks that were left. */
export function readMarks(state: State): RunMark[] {
  return listed(state.run).map((name) => readMark(join(state.run, name)));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}

function readMark(file: string): RunMark {
  try {
    return { temporary: null, ...JSON.parse(readFileSync(file, "utf8")), file };
  } catch {
    return { file, group: null, owner: null, temporary: null };
  }
}
