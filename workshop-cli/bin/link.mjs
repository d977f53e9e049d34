import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";

/**
 * Puts `workshop` among the commands of the dependencies, as npm does for those.
 * npm 9 and newer find a repository's own command by themselves; npm 8 would ask the registry for a package of that name.
 */
export function linkCommand() {
  const commands = join(root, "node_modules", ".bin");
  const target = "../../workshop-cli/bin/workshop.mjs";
  try {
    mkdirSync(commands, { recursive: true });
    if (process.platform === "win32") {
      lay(join(commands, "workshop.cmd"), `@node "%~dp0\\${target.replace(/\//g, "\\")}" %*\r\n`);
      lay(join(commands, "workshop"), `#!/bin/sh\nexec node "$(dirname "$0")/${target}" "$@"\n`);
    } else if (!existsSync(join(commands, "workshop"))) {
      symlinkSync(target, join(commands, "workshop"));
    }
  } catch {
    // A read-only repository, or another terminal was quicker: a convenience, nothing depends on it.
  }
}

function lay(file, content) {
  if (!existsSync(file)) writeFileSync(file, content);
}
