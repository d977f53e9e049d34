import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { makeRoomFor } from "./places.mjs";

/** A process on another machine can only be judged by its beat. One on this machine may pause for long (Ctrl-Z, a sleeping laptop). */
const beat = { every: 1000, missed: 15_000 };

/**
 * Does `work` while no other process does its own under the same lock; `whenWaiting` is told once who is being waited for.
 * `work` is given `alsoHeldBy(pid)`, for a child that outlives this process. A lock whose processes are gone is broken.
 */
export async function withLock(file, whenWaiting, work) {
  const token = randomUUID();
  const isMine = () => holds(file, token);
  makeRoomFor(file);
  await take(file, holders(token, process.pid), whenWaiting);
  const heart = setInterval(() => isMine() && touch(file), beat.every);
  const release = () => isMine() && rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work({ alsoHeldBy: (pid) => isMine() && writeFileSync(file, holders(token, process.pid, pid)) });
  } finally {
    clearInterval(heart);
    process.removeListener("exit", release);
    release();
  }
}

async function take(file, mine, whenWaiting) {
  let told = false;
  for (let denied = 0; ; ) {
    const answer = tryToTake(file, mine);
    if (answer === "taken") return;
    // Windows says so of a lock that is just being removed, but also where nobody may write.
    if (answer.code === "EPERM" && ++denied > 50) throw answer;
    const other = read(file);
    if (other !== null && isStale(other)) {
      breakLock(file, other);
      continue;
    }
    if (!told && other?.pids.length > 0) {
      whenWaiting(other.pids[0]);
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function tryToTake(file, mine) {
  try {
    writeFileSync(file, mine, { flag: "wx" });
    return "taken";
  } catch (error) {
    if (error.code === "EEXIST" || isBeingRemoved(error)) return error;
    throw error;
  }
}

function isBeingRemoved(error) {
  return process.platform === "win32" && error.code === "EPERM";
}

function holders(token, ...pids) {
  return JSON.stringify({ pids, host: hostname(), token });
}

/** Who holds it, or null when it has just been let go. */
function read(file) {
  try {
    const touched = statSync(file).mtimeMs;
    const text = readFileSync(file, "utf8");
    return { text, touched, ...parse(text) };
  } catch (error) {
    if (error.code === "ENOENT" || isBeingRemoved(error)) return null;
    throw error;
  }
}

/** Whether a lock is still the one with this token, and not that of somebody who has taken it over. */
function holds(file, token) {
  try {
    return read(file)?.token === token;
  } catch {
    return false; // what can't be read is left alone
  }
}

function parse(text) {
  try {
    const { pids, host, token } = JSON.parse(text);
    return { pids, host, token };
  } catch {
    // Read between being made and being written.
    return { pids: [], host: null, token: null };
  }
}

function isStale({ pids, host, touched }) {
  if (host === hostname()) return !pids.some(isAlive);
  return Date.now() - touched > beat.missed;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Moves the lock away before it is removed: of two who find it stale only one gets it, and nobody removes a new one. */
function breakLock(file, stale) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  if (readFileSync(aside, "utf8") === stale.text) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody removed the lock; the work goes on, and the next start looks again at what is missing.
  }
}
