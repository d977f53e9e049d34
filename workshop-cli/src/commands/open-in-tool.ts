import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { EnvironmentError } from "../errors.ts";
import { type ExitCode, exitCodes, type Session } from "./command.ts";

/** Opens the two versions of the file to edit in a program that compares. */
export async function openInTool(
  { state }: Session,
  exercise: Exercise,
  other: "solution" | "starter",
  tool: string,
): Promise<ExitCode> {
  const theirs = join(other === "solution" ? exercise.solution : exercise.folder, exercise.focus);
  const files = [join(state.copy(exercise.slug), exercise.focus), theirs];
  const args = /^(code|code-insiders|codium|cursor|windsurf)$/.test(tool) ? ["--diff", ...files] : files;
  await new Promise<void>((resolve, reject) => {
    // Editors are started by .cmd files on Windows, which only a shell runs.
    const shell = process.platform === "win32";
    const child = spawn(tool, shell ? args.map((each) => `"${each}"`) : args, { stdio: "inherit", shell });
    child.on("error", reject);
    child.on("exit", () => resolve());
  }).catch((error) => {
    throw new EnvironmentError(
      `${tool} can't be started: ${error.message}`,
      "Give the name of a program in your PATH.",
    );
  });
  return exitCodes.done;
}
