import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isNobodys } from "../course/nobodys.ts";
import { codeOf } from "../file-trouble.ts";
import { pause } from "./pause.ts";

/** Paths of all files in `folder` that somebody wrote, with `/` on every system, sorted; none where there is no folder. */
export function listFiles(folder: string, below = ""): string[] {
  return entriesOf(join(folder, below)).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (isNobodys(entry.name)) return [];
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
}

/** Copies all files of a folder over another, writable even where the originals aren't. */
export function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const path of listFiles(from)) copyFile(join(from, path), join(to, path));
}

/** Copies one file, with the folders it needs; a link is copied as a link. */
export function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) {
    rmSync(to, { force: true });
    symlinkSync(readlinkSync(from), to);
    return;
  }
  copyFileSync(from, to);
  const { mode } = statSync(to);
  if ((mode & 0o600) !== 0o600) chmodSync(to, mode | 0o600);
}

/** Moves a file or folder in one step, or, between disks, by a copy that is whole before the original goes. */
export function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  for (let tries = 1; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const code = codeOf(error) ?? "";
      if (code === "EXDEV") {
        moveBetweenDisks(from, to);
        return;
      }
      // On Windows an editor or a virus scanner may hold a file for a moment.
      const held = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(code);
      if (!held || tries === 20) throw error;
      pause(100);
    }
  }
}

/** True where a file, a folder or a link stands. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

/** True where a folder stands, or a link to one. */
export function isFolder(path: string): boolean {
  return isThere(path) && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** True where two files, or two links, have the same content; folders never do. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [lstatSync(one), lstatSync(other)];
  if (first.isSymbolicLink() && second.isSymbolicLink()) return readlinkSync(one) === readlinkSync(other);
  return first.isFile() && second.isFile() && readFileSync(one).equals(readFileSync(other));
}

/** Removes a file or folder, if it is there. */
export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

function moveBetweenDisks(from: string, to: string): void {
  const beside = `${to}.moving`;
  remove(beside);
  cpSync(from, beside, { recursive: true, verbatimSymlinks: true });
  renameSync(beside, to);
  remove(from);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
