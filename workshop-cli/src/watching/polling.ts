import { statfsSync } from "node:fs";

type Surroundings = { env: Record<string, string | undefined>; typeOf?: (folder: string) => number | null };

/**
 * Says whether changes in a folder have to be looked for, since the system doesn't tell: on network drives, Windows
 * folders seen from WSL, folders mounted into a container. `WORKSHOP_POLL=1` or `0` decides it by hand.
 */
export function needsPolling(folder: string, { env, typeOf = fileSystemOf }: Surroundings): boolean {
  if (env.WORKSHOP_POLL) return env.WORKSHOP_POLL !== "0";
  const type = typeOf(folder);
  return type !== null && silent.has(type);
}

function fileSystemOf(folder: string): number | null {
  // Only Linux has these numbers.
  if (process.platform !== "linux") return null;
  try {
    return statfsSync(folder).type;
  } catch {
    return null;
  }
}

/** From Linux's `statfs(2)`: 9p (WSL), NFS, SMB, CIFS, SMB2, FUSE, VirtualBox and VMware shares. */
const silent = new Set([0x01021997, 0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x786f4256, 0xbacbacbc]);
