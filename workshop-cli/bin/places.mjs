import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository: two up from here. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The dependencies. */
export const modules = join(root, "node_modules");

/** What the launcher keeps on this machine. */
export const kept = {
  node: join(root, ".workshop", "node.json"),
  formerModules: join(root, ".workshop", "node_modules"),
  lock: join(root, ".workshop", "install.lock"),
  compiled: join(root, ".workshop", "cache", "compiled"),
  npmOutput: join(root, ".workshop", "logs", "npm.log"),
};

/** Makes the folder that `file` is to be in. */
export function makeRoomFor(file) {
  mkdirSync(dirname(file), { recursive: true });
}
