import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fits, oldest } from "../../bin/fits.mjs";
import { findNpm } from "../../bin/npm.mjs";
import { type Finding, fail, ok, warn } from "./check.ts";

/** Whether this Node runs the workshop; which one it is. */
export function lookAtNode(version: string, path: string): Finding {
  const detail = `${version.slice(1)}, ${path}`;
  if (fits(version)) return ok(detail);
  return fail(
    detail,
    `Start with \`npm start\`, which gets a fitting one, or install Node ${oldest} or newer: https://nodejs.org`,
  );
}

/** Whether npm is there: for the next install only, so its absence is no obstacle today. */
export async function lookAtNpm(env: Record<string, string | undefined>): Promise<Finding> {
  try {
    const npm = findNpm();
    const { stdout } = await promisify(execFile)(process.execPath, [npm, "--version"], { env, timeout: 20_000 });
    return ok(`${stdout.trim()}, ${npm}`);
  } catch (error) {
    const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return warn(message, "Needed when the dependencies change: it comes with Node, https://nodejs.org");
  }
}
