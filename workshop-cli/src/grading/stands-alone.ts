import { globSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { withoutComments } from "../course/blocks.ts";
import { textOf } from "./text-of.ts";

/**
 * Whether the code that is graded stands on its own, as it must on Cloudflare: without the modules of its tests, without
 * what their runner keeps in globals, and without files from outside of its folder. A sentence about the first place that
 * doesn't, or `null`.
 */
export function whyNotAlone(folder: string): string | null {
  for (const file of globSync("**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}", { cwd: folder, exclude: isTests }).sort()) {
    // What can't be read can't be run either, and an editor may have moved it away at this moment.
    const code = withoutComments(textOf(join(folder, file)) ?? "");
    const found = strayImport(folder, file, code) ?? runnersOwn(code);
    if (found) return `${file.split(sep).join("/")} ${found}`;
  }
  return null;
}

/** Nothing of these is the Worker's, as long as the Worker takes nothing from them: see `strayImport`. */
function isTests(path: string): boolean {
  return /^(test|node_modules|\.wrangler|vitest\.config\.ts)$/.test(path.split(sep)[0] ?? "") || OWN_TEST.test(path);
}

function strayImport(folder: string, file: string, code: string): string | null {
  for (const [, name = ""] of code.matchAll(IMPORT)) {
    if (/^(vitest|@vitest|cloudflare:test|#testkit)(\/|$)/.test(name))
      return `imports "${name}". Only tests may: what is graded runs without it, as on Cloudflare.`;
    if (!name.startsWith(".")) continue;
    const path = relative(folder, resolve(folder, dirname(file), name));
    if (isTests(path)) return `imports "${name}", which belongs to the tests. What is graded runs without them.`;
    if (path.split(sep)[0] === "..")
      return `imports "${name}", from outside of its folder. What is graded stands on its own: bring the file into your copy.`;
  }
  return null;
}

function runnersOwn(code: string): string | null {
  const [name] = code.match(/__vitest_\w+|\$\$jest-[\w-]+/) ?? [];
  return name === undefined ? null : `reaches for "${name}", which belongs to the program that runs the tests.`;
}

/** Tests that somebody has written for themselves. */
const OWN_TEST = /\.(test|spec)\.[cm]?[jt]sx?$/;

/** `… from "x"`, `import "x"`, `import("x")`, `require("x")`. */
const IMPORT = /\b(?:from|import|require)\s*\(?\s*["'`]([^"'`\n]+)["'`]/g;
