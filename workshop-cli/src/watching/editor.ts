import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, delimiter, join } from "node:path";

/** How a file is opened: a program, its arguments, and whether it needs the terminal for itself. */
export type Opening = { program: string; args: string[]; takesTerminal: boolean };

/** Chooses the editor: what the learner names in `$VISUAL` or `$EDITOR`, else VS Code where it is there. `null`: none. */
export function chooseEditor(
  env: Record<string, string | undefined>,
  file: string,
  line: number | null,
  isThere = (program: string) => isInPath(env, program),
): Opening | null {
  const [program, ...given] = (env.VISUAL || env.EDITOR || (isThere("code") ? "code" : ""))
    .split(/\s+/)
    .filter(Boolean);
  if (program === undefined) return null;
  const name = basename(program).replace(/\.(exe|cmd)$/, "");
  const at = line === null ? "" : `:${line}`;
  if (/^(code|code-insiders|codium|cursor|windsurf)$/.test(name)) {
    return { program, args: [...given, "--goto", `${file}${at}`], takesTerminal: given.includes("--wait") };
  }
  if (/^(zed|subl|hx)$/.test(name)) return { program, args: [...given, `${file}${at}`], takesTerminal: name === "hx" };
  if (/^(idea|webstorm|gedit|kate|open|xdg-open)$/.test(name))
    return { program, args: [...given, file], takesTerminal: false };
  const jump = line === null ? [] : [`+${line}`];
  return { program, args: [...given, ...jump, file], takesTerminal: true };
}

/** Opens a file, and waits for an editor that uses the terminal. Answers what went wrong, or `null`. */
export function open({ program, args, takesTerminal }: Opening): Promise<string | null> {
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

function isInPath(env: Record<string, string | undefined>, program: string): boolean {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  return (env.PATH ?? "").split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
}
