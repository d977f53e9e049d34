import { EnvironmentError } from "./errors.ts";

/**
 * Runs `action` and turns what the file system refuses into an `EnvironmentError`.
 * `doing` completes the sentence "Couldn't …": "save your progress in /x/events.ndjson".
 */
export function withFileTrouble<T>(doing: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    const [reason, remedy] = REASONS[code] ?? [(error as Error).message, "Mend that, then run the command again."];
    throw new EnvironmentError(`Couldn't ${doing}: ${reason} (${code}).`, remedy, { cause: error });
  }
}

/** The code of a file system's error, such as `ENOENT`; `null` for any other error. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

const FREE_SPACE = "Free some space, then run the command again. Nothing that was there is lost.";
const RIGHTS = "Make the folder writable for you (it must not belong to another user), then run the command again.";
const CLOSE = "Close the editor or terminal that has it open, then run the command again.";

const REASONS: Record<string, [reason: string, remedy: string]> = {
  ENOSPC: ["the disk is full", FREE_SPACE],
  EDQUOT: ["your share of the disk is used up", FREE_SPACE],
  EROFS: ["this disk can only be read", "Clone the workshop to a place where you can write."],
  EACCES: ["access isn't allowed", RIGHTS],
  EPERM: ["the system doesn't allow it", process.platform === "win32" ? CLOSE : RIGHTS],
  EBUSY: ["another program is using it", CLOSE],
  ENOTDIR: ["a file stands where a folder should be", "Move that file away, then run the command again."],
  EEXIST: ["a file stands where a folder should be", "Move that file away, then run the command again."],
  EISDIR: ["a folder stands where a file should be", "Move that folder away, then run the command again."],
  EMFILE: ["too many files are open", "Close other programs, then run the command again."],
};
