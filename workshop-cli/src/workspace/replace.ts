import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { State } from "../state.ts";
import { type Backup, type BackupReason, backUp, UNFINISHED } from "./backup.ts";
import { isFolder, isSameFile, isThere, listFiles, move, remove } from "./files.ts";

/** Where the files that are to come are laid: the copy, and the starter it is based on (left empty: unknown). */
export type Fill = (copy: string, base: string) => void;

/**
 * Puts other files in the place of a copy, which is put away first. Needs the lock.
 *
 * Nothing is lost, and no copy stays half replaced, wherever it is cut off: the new files are laid out aside; the old
 * ones are backed up whole; a rename commits; from then on file after file changes place, each by a rename, and the
 * next command finishes what is left. The folders stay, for a terminal or an editor may stand in them.
 */
export function replaceCopy(state: State, slug: string, why: BackupReason, fill: Fill): Backup | null {
  finishReplacing(state, slug);
  const staging = join(state.incoming, `.${slug}`);
  try {
    const backup = prepare(state, slug, why, fill, staging);
    move(staging, join(state.incoming, slug));
    finishReplacing(state, slug);
    return backup;
  } finally {
    tidy(staging);
    tidy(join(state.backups, UNFINISHED));
  }
}

function prepare(state: State, slug: string, why: BackupReason, fill: Fill, staging: string): Backup | null {
  remove(staging);
  mkdirSync(join(staging, "base"), { recursive: true });
  mkdirSync(join(staging, "copy"));
  fill(join(staging, "copy"), join(staging, "base"));
  const backup = backUp(state, slug, why);
  const coming = new Set(listFiles(join(staging, "copy")));
  const going = listFiles(state.copy(slug)).filter((path) => !coming.has(path));
  const plan: Plan = { why, backup: backup?.folder ?? null, going };
  writeFileSync(join(staging, "plan.json"), JSON.stringify(plan));
  return backup;
}

/** Finishes a replacement that was cut off, and answers where the old copy is; `null` if there is none. Needs the lock. */
export function finishReplacing(state: State, slug: string): { backup: string | null } | null {
  const staged = join(state.incoming, slug);
  if (!isFolder(staged)) return null;
  const plan = planIn(staged);
  changePlaces(state, slug, plan, join(staged, "copy"));
  if (isFolder(join(staged, "base"))) {
    remove(state.base(slug));
    if (listFiles(join(staged, "base")).length > 0) move(join(staged, "base"), state.base(slug));
  }
  // The plan goes last: while it is there, what is left can be finished.
  remove(join(staged, "copy"));
  remove(join(staged, "base"));
  move(staged, join(state.incoming, `.${slug}`));
  remove(join(state.incoming, `.${slug}`));
  return { backup: plan.backup };
}

/** True while a replacement of this copy is under way, or was cut off. */
export function isBeingReplaced(state: State, slug: string): boolean {
  return isFolder(join(state.incoming, slug));
}

type Plan = { why: BackupReason; backup: string | null; going: string[] };

// A power cut may have left the plan empty: then everything is put away anew.
function planIn(staged: string): Plan {
  try {
    return JSON.parse(readFileSync(join(staged, "plan.json"), "utf8")) as Plan;
  } catch {
    return { why: "reset", backup: null, going: [] };
  }
}

function changePlaces(state: State, slug: string, plan: Plan, coming: string): void {
  const copy = state.copy(slug);
  if (!isThere(copy)) {
    if (isFolder(coming)) move(coming, copy);
    return;
  }
  for (const path of plan.going) {
    putAway(state, slug, plan, path);
    pruneFolders(copy, dirname(path));
  }
  for (const path of listFiles(coming)) {
    putAway(state, slug, plan, path);
    move(join(coming, path), join(copy, path));
  }
}

// Moved over its own backup, so that what an editor saved a moment ago is kept as well.
function putAway(state: State, slug: string, plan: Plan, path: string): void {
  const from = join(state.copy(slug), path);
  if (!isThere(from)) return;
  // Where the replacement was cut off, the learner may have written on: both texts are theirs.
  if (plan.backup === null || isOutdated(plan.backup, path, from)) {
    plan.backup = backUp(state, slug, plan.why)?.folder ?? null;
  }
  if (plan.backup === null) {
    remove(from);
    return;
  }
  const to = join(plan.backup, "copy", path);
  if (isFolder(to) || isFolder(from)) remove(to);
  move(from, to);
}

function isOutdated(backup: string, path: string, from: string): boolean {
  const kept = join(backup, "copy", path);
  return isThere(kept) && !isSameFile(kept, from);
}

function tidy(staging: string): void {
  try {
    remove(staging);
  } catch {
    // The next replacement tries again; what failed before is told.
  }
}

function pruneFolders(copy: string, folder: string): void {
  if (folder === "." || !isFolder(join(copy, folder)) || readdirSync(join(copy, folder)).length > 0) return;
  rmdirSync(join(copy, folder));
  pruneFolders(copy, dirname(folder));
}
