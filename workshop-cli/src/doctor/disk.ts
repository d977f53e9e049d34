import { statfsSync } from "node:fs";
import { type Finding, fail, ok, warn } from "./check.ts";

/** Whether there is room where the workshop is. */
export function lookAtDisk(root: string): Finding {
  const { bavail, bsize } = statfsSync(root);
  return judgeDisk(bavail * bsize);
}

/** What so many free bytes mean. */
export function judgeDisk(bytes: number): Finding {
  const detail = `${(bytes / 1e9).toFixed(1)} GB free`;
  if (bytes < 0.1e9) return fail(detail, "Free some space: copies, logs and caches need it.");
  if (bytes < 1e9) return warn(detail, "Free some space before the next update: an install needs about 1 GB.");
  return ok(detail);
}
