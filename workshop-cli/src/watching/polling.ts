import { statfsSync } from "node:fs";
import { codeOf } from "../file-trouble.ts";

/**
 * Says whether changes in a folder have to be looked for, since the system doesn't tell: on network drives, Windows
 * folders seen from WSL, folders mounted into a container. Where this errs, `CHOKIDAR_USEPOLLING` has the last word.
 */
export function needsPolling(folder: string, typeOf = fileSystemOf): boolean {
  const type = typeOf(folder);
  return type !== null && silent.has(type);
}

/** Says whether an error means that the user has no watches left (ENOSPC), or no more programs may have some (EMFILE). */
export function areWatchesUsedUp(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOSPC" || code === "EMFILE";
}

/** The number of a folder's file system, which only Linux has; `null` elsewhere. */
function fileSystemOf(folder: string): number | null {
  if (process.platform !== "linux") return null;
  try {
    return statfsSync(folder).type;
  } catch {
    return null;
  }
}

/** From Linux's `statfs(2)`: 9p (WSL), NFS, SMB, CIFS, SMB2, FUSE, shares of VirtualBox and VMware. */
const silent = new Set([0x01021997, 0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x786f4256, 0xbacbacbc]);
