import { existsSync, renameSync, rmSync } from "node:fs";
import { withLock } from "./lock.mjs";
import { missing } from "./missing.mjs";
import { npm } from "./npm.mjs";
import { kept, modules } from "./places.mjs";
import { during, say } from "./progress.mjs";
import { Unfit } from "./unfit.mjs";

/** Installs the dependencies as the lock file says, unless another terminal has just done so. */
export async function install() {
  const waiting = (pid) =>
    say(
      `Another terminal is installing (process ${pid}); waiting for it ... If there is no such terminal, delete ${kept.lock}.`,
    );
  await withLock(kept.lock, waiting, async ({ alsoHeldBy }) => {
    if (missing().length > 0) await runInstall(alsoHeldBy);
  });
}

async function runInstall(alsoHeldBy) {
  const doing = "Installing the dependencies";
  setAside();
  try {
    await during(doing, () =>
      npm(["ci", "--include=dev", "--include=optional", "--ignore-scripts"], { doing, alsoHeldBy }),
    );
  } catch (error) {
    bringBack();
    throw error;
  }
  rmSync(kept.formerModules, { recursive: true, force: true });
  const left = missing();
  if (left.length === 0) return;
  throw new Unfit(`npm ended well and yet left out ${left.join(", ")}.`, {
    remedy: "See `npm config list` for a setting that leaves packages out (omit, os, cpu), then start again.",
  });
}

/** `npm ci` begins by removing what there is, and without a network ends there. */
function setAside() {
  if (!existsSync(modules)) return;
  // An install that was killed has set aside something better than what it left.
  if (existsSync(kept.formerModules)) rmSync(modules, { recursive: true, force: true });
  else move(modules, kept.formerModules);
}

function bringBack() {
  if (!existsSync(kept.formerModules)) return;
  rmSync(modules, { recursive: true, force: true });
  move(kept.formerModules, modules);
}

function move(from, to) {
  try {
    renameSync(from, to);
  } catch {
    // Windows moves no folder that is in use. The install works all the same, only without a way back.
  }
}
