import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { contentOf, sameContent } from "./hash.ts";

/** A file that isn't as git's last commit has it; `path` is relative to the folder that was asked about. */
export type Change = { path: string; state: "changed" | "added" | "deleted" };

/**
 * Files under `paths` of an exercise's folder that differ from the last commit, line ends aside.
 * `null` where git can't tell: no git, no repository, or an exercise that was never committed.
 */
export function changesSinceCommit(folder: string, paths: string[]): Change[] | null {
  const asked = ["README.md", ...paths];
  const options = ["--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative"];
  const tracked = git(folder, ["diff", ...options, "HEAD", "--", ...asked]);
  if (tracked === null) return null;
  const untracked = git(folder, ["ls-files", "--others", "--exclude-standard", "-z", "--", ...asked]);
  if (untracked === null) return null;
  const changes = [...readTracked(tracked.toString()), ...readUntracked(untracked.toString())];
  if (changes.some(({ path, state }) => path === "README.md" && state === "added")) return null;
  return changes.filter((change) => change.path !== "README.md" && isReal(folder, change));
}

/** A file as the last commit has it, with this machine's line ends; `null` where git can't tell. */
export function committed(folder: string, path: string): Buffer | null {
  return git(folder, ["cat-file", "--filters", `HEAD:./${path}`]);
}

/** The short name of the last commit; `null` where git can't tell. */
export function commitOf(folder: string): string | null {
  return git(folder, ["rev-parse", "--short", "HEAD"])?.toString().trim() || null;
}

function readTracked(output: string): Change[] {
  const fields = output.split("\0").slice(0, -1);
  const changes: Change[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const letter = fields[i] ?? "";
    changes.push({
      path: fields[i + 1] ?? "",
      state: letter === "A" ? "added" : letter === "D" ? "deleted" : "changed",
    });
  }
  return changes;
}

function readUntracked(output: string): Change[] {
  return output
    .split("\0")
    .slice(0, -1)
    .map((path) => ({ path, state: "added" }));
}

function isReal(folder: string, { path, state }: Change): boolean {
  return state !== "changed" || !sameContent(contentOf(join(folder, path)), committed(folder, path));
}

function git(folder: string, args: string[]): Buffer | null {
  // Rights differ by disk and system; a file isn't edited by them.
  const options = ["--no-optional-locks", "-c", "core.fileMode=false", "-c", "core.quotePath=false"];
  const { status, stdout } = spawnSync("git", [...options, ...args], {
    cwd: folder,
    env: ownRepository,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 5_000,
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
  });
  return status === 0 ? stdout : null;
}

// Inside a git hook these point to another repository.
const POINTERS = new Set(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"]);
const ownRepository = Object.fromEntries(Object.entries(process.env).filter(([name]) => !POINTERS.has(name)));
