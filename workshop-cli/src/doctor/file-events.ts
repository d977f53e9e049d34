import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { watch } from "chokidar";
import { areWatchesUsedUp, needsPolling } from "../watching/polling.ts";
import { type Finding, ok, warn } from "./check.ts";

const patience = 3000;

/** Whether a save is noticed: on network drives, in some containers and under WSL the system tells nobody. */
export async function lookAtFileEvents(folder: string): Promise<Finding> {
  mkdirSync(folder, { recursive: true });
  const probe = mkdtempSync(join(folder, "doctor-"));
  try {
    const took = await saveAndWait(probe);
    if (took !== null) return ok(`arrive ${took} ms after a save`);
    if (needsPolling(folder)) return ok("this file system sends none, so watch looks by itself");
    return warn(`none within ${patience / 1000} seconds of a save`, polling);
  } catch (error) {
    return warn((error as Error).message, areWatchesUsedUp(error) ? moreWatches : polling);
  } finally {
    rmSync(probe, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Milliseconds from a save to the event, `null` when it doesn't come. */
async function saveAndWait(folder: string): Promise<number | null> {
  const watcher = watch(folder, { ignoreInitial: true, usePolling: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(resolve, patience, null);
      watcher.on("error", reject);
      watcher.on("ready", () => {
        const saved = performance.now();
        watcher.on("add", () => resolve(Math.round(performance.now() - saved)));
        writeFileSync(join(folder, "saved"), "");
      });
    });
  } finally {
    clearTimeout(timer);
    await watcher.close();
  }
}

const polling = "Set CHOKIDAR_USEPOLLING=1 (watch then looks by itself), or clone to a drive of this system.";
const moreWatches =
  "The system's watches are used up, so watch looks by itself. Allow more of them: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512";
