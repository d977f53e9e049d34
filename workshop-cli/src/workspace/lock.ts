import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { EnvironmentError } from "../errors.ts";
import { codeOf, withFileTrouble } from "../file-trouble.ts";
import { isAlive } from "../is-alive.ts";
import type { State } from "../state.ts";
import { pause } from "./pause.ts";

/**
 * Runs `action` while no other terminal changes copies. A lock whose owner died is taken over.
 * `doing` completes the sentence "Couldn't …" where the file system refuses.
 */
export function withLock<T>(state: State, doing: string, action: () => T, patience = 10_000): T {
  return withFileTrouble(doing, () => holdingLock(state, action, patience));
}

function holdingLock<T>(state: State, action: () => T, patience: number): T {
  const path = join(state.folder, "copies.lock");
  mkdirSync(state.folder, { recursive: true });
  const mine: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
  for (let waited = 0; !take(path, mine); waited += STEP) {
    const owner = ownerOf(path);
    if (isAbandoned(path, owner)) clearAway(path, owner);
    else if (waited >= patience) throw busy(path, owner);
    else pause(STEP);
  }
  held.add(mine.token);
  try {
    return action();
  } finally {
    held.delete(mine.token);
    if (ownerOf(path)?.token === mine.token) rmSync(path, { force: true });
  }
}

type Owner = { pid: number; host: string; token: string };

function take(path: string, mine: Owner): boolean {
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: "wx" });
    return true;
  } catch (error) {
    // On Windows a lock that is just being removed answers EPERM.
    if (codeOf(error) === "EEXIST" || (process.platform === "win32" && codeOf(error) === "EPERM")) return false;
    throw error;
  }
}

function ownerOf(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Owner;
  } catch {
    return null; // gone by now, or its owner is still writing it, or died at that
  }
}

function isAbandoned(path: string, owner: Owner | null): boolean {
  const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (since === undefined) return false;
  const age = Math.abs(Date.now() - since);
  if (owner === null) return age > 500;
  if (owner.host !== hostname()) return age > 60_000; // nobody can ask there whether it lives
  return owner.pid === process.pid ? !held.has(owner.token) : !isAlive(owner.pid);
}

// Two may find the same abandoned lock; moved away first, a fresh one is recognised and put back.
function clearAway(path: string, abandoned: Owner | null): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (ownerOf(aside)?.token === abandoned?.token) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function busy(path: string, owner: Owner | null): EnvironmentError {
  const who = owner ? ` (process ${owner.pid})` : "";
  return new EnvironmentError(
    `Another terminal${who} is changing copies and doesn't finish.`,
    `Wait for it or end it, then run the command again. If there is no such terminal, delete ${path}.`,
  );
}

/** Locks of this very process: any other that names it is left over from a process that had its number. */
const held = new Set<string>();
const STEP = 25;
