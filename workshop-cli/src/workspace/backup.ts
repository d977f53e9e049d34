import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../file-trouble.ts";
import type { State } from "../state.ts";
import { copyFiles, isFolder, listFiles, move, remove } from "./files.ts";

/** Why a copy was put away. */
export type BackupReason = "reset" | "solution-applied" | "undone" | "edits-taken" | "news-taken" | "imported";

/** A copy that was put away, with the starter it came from: `folder` holds `copy/` and `base/`. */
export type Backup = { exercise: string; why: BackupReason; at: string; number: number; folder: string };

/** Where a backup is made before it gets its name. */
export const UNFINISHED = ".making";

/** Everything that `undo` can bring back, the newest first. */
export function listBackups(state: State): Backup[] {
  return namesIn(state.backups)
    .map((name) => readBackup(state, name))
    .filter((backup) => backup !== null)
    .sort((a, b) => b.number - a.number || (a.at < b.at ? 1 : -1));
}

/** Puts a whole second copy away, the first staying as it is. `null` if there is nothing to keep. Needs the lock. */
export function backUp(state: State, exercise: string, why: BackupReason, now = new Date()): Backup | null {
  if (listFiles(state.copy(exercise)).length === 0) return null;
  const making = join(state.backups, UNFINISHED);
  remove(making);
  copyFiles(state.copy(exercise), join(making, "copy"));
  if (isFolder(state.base(exercise))) copyFiles(state.base(exercise), join(making, "base"));
  const number = Math.max(0, ...listBackups(state).map((backup) => backup.number)) + 1;
  const at = now.toISOString();
  writeFileSync(join(making, "backup.json"), `${JSON.stringify({ version: 1, exercise, why, at })}\n`);
  const folder = join(state.backups, `${exercise}-${at.slice(0, 19).replaceAll(":", "-")}-${number}`);
  move(making, folder);
  return { exercise, why, at, number, folder };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function readBackup(state: State, name: string): Backup | null {
  const [, slug, day, time, number] = /^(.+)-(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)-(\d+)$/.exec(name) ?? [];
  const folder = join(state.backups, name);
  if (!slug || !isFolder(join(folder, "copy"))) return null;
  const named = { exercise: slug, why: "reset" as const, at: `${day}T${time?.replaceAll("-", ":")}.000Z` };
  return { ...named, ...noteIn(folder), number: Number(number), folder };
}

// The folder's name says enough where the note is damaged.
function noteIn(folder: string): Partial<Pick<Backup, "exercise" | "why" | "at">> {
  try {
    const { exercise, why, at } = JSON.parse(readFileSync(join(folder, "backup.json"), "utf8"));
    return { exercise, why, at };
  } catch {
    return {};
  }
}
