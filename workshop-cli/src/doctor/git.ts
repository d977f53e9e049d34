import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Finding, ok, warn } from "./check.ts";

const run = promisify(execFile);

/** Whether git is there and this is a clone: by it edits to the exercises are noticed and updates come in. */
export async function lookAtGit(root: string): Promise<Finding> {
  let version: string;
  try {
    version = (await run("git", ["--version"], { timeout: 10_000 })).stdout.trim().replace("git version ", "");
  } catch {
    return warn(
      "not found",
      "Install git to update the course, and to have edits to its tests noticed: https://git-scm.com",
    );
  }
  try {
    await run("git", ["rev-parse", "HEAD"], { cwd: root, timeout: 10_000 });
    return ok(`${version}, and this is a clone`);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split("\n")[0];
    return warn(
      `${version}; ${said || "this isn't a clone"}`,
      "Clone the repository instead of downloading it, so that you can update it.",
    );
  }
}
