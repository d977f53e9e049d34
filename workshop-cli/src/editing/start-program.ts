import { spawn } from "node:child_process";

/** A program of the learner's: its arguments, and whether it needs the terminal for itself. */
export type Program = { program: string; args: string[]; takesTerminal: boolean };

/** Starts a program, and waits for one that uses the terminal. Answers what went wrong, or `null`. */
export function startProgram({ program, args, takesTerminal }: Program): Promise<string | null> {
  const isWindows = process.platform === "win32";
  return new Promise((resolve) => {
    const child = spawn(program, isWindows ? args.map((each) => `"${each}"`) : args, {
      stdio: takesTerminal ? "inherit" : "ignore",
      detached: !takesTerminal,
      // Editors are started by .cmd files on Windows, which only a shell runs.
      shell: isWindows,
    });
    child.on("error", (error) => resolve(error.message));
    if (takesTerminal) child.on("exit", () => resolve(null));
    else
      child.on("spawn", () => {
        child.unref();
        resolve(null);
      });
  });
}
