import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { makeRoomFor } from "./places.mjs";

/** A living process may pause for long (Ctrl-Z, a sleeping laptop); one on another machine can only be judged by its beat. */
const beat = { every: 1000, missed: { here: 300_000, elsewhere: 15_000 } };

/**
 * Does `work` while no other process does its own under the same lock; `whenWaiting` is told once who is being waited for.
 * `work` is given `alsoHeldBy(pid)`, for a child that outlives this process. A lock whose processes are gone is broken.
 */
export async function withLock(file, whenWaiting, work) {
  makeRoomFor(file);
  await take(file, whenWaiting);
  const heart = setInterval(() => touch(file), beat.every);
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work({ alsoHeldBy: (pid) => writeFileSync(file, holders(process.pid, pid)) });
  } finally {
    clearInterval(heart);
    process.removeListener("exit", release);
    release();
  }
}

async function take(file, whenWaiting) {
  let told = false;
  while (!isTaken(file)) {
    const other = read(file);
    if (other === null) continue;
    if (isStale(other)) {
      breakLock(file, other);
      continue;
    }
    if (!told) whenWaiting(other.pids[0]);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isTaken(file) {
  try {
    writeFileSync(file, holders(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function holders(...pids) {
  return JSON.stringify({ pids, host: hostname() });
}

/** Who holds it, or null when it has just been let go. */
function read(file) {
  try {
    const touched = statSync(file).mtimeMs;
    const text = readFileSync(file, "utf8");
    return { text, touched, ...parse(text) };
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function parse(text) {
  try {
    const { pids, host } = JSON.parse(text);
    return { pids, host };
  } catch {
    // Read between being made and being written.
    return { pids: [], host: null };
  }
}

function isStale({ pids, host, touched }) {
  const isHere = host === hostname();
  if (isHere && !pids.some(isAlive)) return true;
  return Date.now() - touched > (isHere ? beat.missed.here : beat.missed.elsewhere);
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
