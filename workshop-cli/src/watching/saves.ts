import { relative } from "node:path";
import { watch } from "chokidar";
import { needsPolling } from "./polling.ts";

/** Tells of each save in a folder, by the path in it, until it is closed. Several at once are one. */
export async function watchSaves(
  folder: string,
  env: Record<string, string | undefined>,
  onSave: (path: string) => void,
): Promise<{ close(): Promise<void> }> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    // Many editors write a new file and rename it over the old one: a change, not a removal.
    atomic: true,
    ignored: (path) => isNobodys(relative(folder, path)),
    usePolling: needsPolling(folder, { env }),
    interval: 300,
  });
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", (_event, path) => {
    clearTimeout(timer);
    timer = setTimeout(() => onSave(relative(folder, path)), quietMs);
  });
  // A folder that is removed under us, or too many watches: the next save or `r` grades all the same.
  watcher.on("error", () => {});
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** Editors save in several steps, formatters right after: as long as this nothing else may happen. */
const quietMs = 40;

/** What tools and editors put beside the learner's files. */
function isNobodys(path: string): boolean {
  return path.split(/[\\/]/).some((part) => /^(node_modules|\.wrangler|\..*\.sw.|4913|.*~|\.#.*|#.*#)$/.test(part));
}
