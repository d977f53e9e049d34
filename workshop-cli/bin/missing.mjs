import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";

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
