import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../errors.ts";
import type { State } from "../state.ts";
import { temporaryFolder } from "./temporary.ts";

/** Refuses to run where the tools would hang: they need a place for temporary files and one for their caches. */
export function checkFitness(state: State): void {
  mustHold(
    temporaryFolder(),
    "The temporary folder",
    "Free some space there, or set TMPDIR to a folder that you can write to.",
  );
  mustHold(
    state.folder,
    "The workshop's own folder",
    "Free some space, or clone the workshop to a place that you can write to.",
  );
}

function mustHold(folder: string, what: string, remedy: string): void {
  const probe = join(folder, `.workshop-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    // A full disk lets a file be made and refuses its content.
    writeFileSync(probe, "x".repeat(64 * 1024));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === "ENOSPC" ? "is full" : "can't be written to";
    throw new EnvironmentError(`${what} ${why}: ${folder}`, remedy);
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // Nothing was written, so nothing needs removing.
    }
  }
}
