import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Finding, fail, ok } from "./check.ts";

/** Whether a folder can be written to, content included: a full disk lets a file be made and refuses what is in it. */
export function lookAtFolder(folder: string, otherwise: string): Finding {
  const probe = join(existsSync(folder) ? folder : dirname(folder), `.workshop-doctor-${process.pid}`);
  try {
    writeFileSync(probe, "x".repeat(64 * 1024));
    return ok(`${folder} can be written to`);
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === "ENOSPC";
    return fail(
      `${folder} ${isFull ? "is full" : "can't be written to"}`,
      isFull ? `Free some space, or ${otherwise}.` : `Change its permissions, or ${otherwise}.`,
    );
  } finally {
    remove(probe);
  }
}

function remove(probe: string): void {
  try {
    rmSync(probe, { force: true });
  } catch {
    // It was never made.
  }
}
