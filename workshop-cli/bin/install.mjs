import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkCommand } from "./link.mjs";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { kept, root } from "./places.mjs";
import { during, say } from "./progress.mjs";
import { Unfit } from "./unfit.mjs";

/** Installs the dependencies unless what is there agrees with the lock file. Reaches for nothing when it does. */
export async function installWhatIsMissing() {
  if (missing().length > 0) {
    const waiting = (pid) => say(`Another terminal is installing (process ${pid}); waiting for it ...`);
    await withLock(kept.lock, waiting, async ({ alsoHeldBy }) => {
      if (missing().length > 0) await install(alsoHeldBy);
    });
  }
  linkCommand();
}

/** The packages that the lock file asks for on this machine and that aren't there in that version. */
export function missing() {
  const asked = packagesIn(join(root, "package-lock.json"));
  const there = packagesIn(join(root, "node_modules", ".package-lock.json"));
  return Object.entries(asked)
    .filter(([path, { version }]) => path !== "" && !isThere(path, version, there))
    .filter(([path, entry]) => path in there || !mayBeAbsent(entry))
    .map(([path]) => path);
}

function isThere(path, version, there) {
  return there[path]?.version === version && existsSync(join(root, path, "package.json"));
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch (error) {
    // npm writes its list at the very end: without it an install has never been finished.
    if (error.code === "ENOENT" || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Optional packages are made for one platform each, or are needed by such a one only. */
function mayBeAbsent({ optional, os, cpu, libc }) {
  if (!optional) return false;
  const isForAll = !os && !cpu;
  return isForAll || Boolean(libc) || !allows(os, process.platform) || !allows(cpu, process.arch);
}

function allows(list, name) {
  return !list || list.includes(name) || list.some((entry) => entry.startsWith("!") && entry !== `!${name}`);
}

async function install(alsoHeldBy) {
  const doing = "Installing the dependencies";
  await during(doing, () =>
    npm(["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--loglevel=notice", "--no-progress"], {
      doing,
      alsoHeldBy,
    }),
  );
  const left = missing();
  if (left.length === 0) return;
  throw new Unfit(`npm ended well and yet left out ${left.join(", ")}.`, {
    remedy: "See `npm config list` for a setting that leaves packages out (omit, os, cpu), then start again.",
  });
}
