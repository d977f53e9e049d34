import { relative } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { areWatchesUsedUp, needsPolling } from "./polling.ts";

/** Tells of each save in a folder, by the path in it, until it is closed. Several at once are one. */
export async function watchSaves(folder: string, onSave: (path: string) => void): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let current: FSWatcher | undefined;
  const follow = (usePolling: boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = watch(folder, {
        ignoreInitial: true,
        // Many editors write a new file and rename it over the old one: a change, not a removal.
        atomic: true,
        ignored: (path) => isNobodys(relative(folder, path)),
        usePolling,
        interval: 300,
      });
      current = watcher;
      watcher.on("all", (_event, path) => {
        clearTimeout(timer);
        timer = setTimeout(() => onSave(relative(folder, path)), quietMs);
      });
      watcher.on("error", (error) => {
        // Other errors mean a folder that went, which the next save tells.
        if (!areWatchesUsedUp(error) || usePolling || closed) return;
        // Closed, it will never be ready.
        resolve(watcher.close().then(() => (closed ? undefined : follow(true))));
      });
      watcher.once("ready", resolve);
    });
  await follow(needsPolling(folder));
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current?.close();
    },
  };
}

/** Editors save in several steps, formatters right after: as long as this nothing else may happen. */
const quietMs = 40;

/** What tools and editors put beside the learner's files. */
function isNobodys(path: string): boolean {
  return path.split(/[\\/]/).some((part) => /^(node_modules|\.wrangler|\..*\.sw.|4913|.*~|\.#.*|#.*#)$/.test(part));
}
