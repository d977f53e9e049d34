import { existsSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import type { Program } from "./start-program.ts";

type Environment = Record<string, string | undefined>;

/** Chooses the editor: what the learner names in `$VISUAL` or `$EDITOR`, else VS Code where it is there. `null`: none. */
export function chooseEditor(
  env: Environment,
  file: string,
  line: number | null,
  isThere = (program: string) => isInPath(env, program),
): Program | null {
  const [program, ...given] = editorIn(env, isThere);
  if (program === undefined) return null;
  const name = nameOf(program);
  const at = line === null ? "" : `:${line}`;
  if (likeCode.test(name)) {
    return { program, args: [...given, "--goto", `${file}${at}`], takesTerminal: given.includes("--wait") };
  }
  if (/^(zed|subl|hx)$/.test(name)) return { program, args: [...given, `${file}${at}`], takesTerminal: name === "hx" };
  if (/^(idea|webstorm|gedit|kate|open|xdg-open)$/.test(name))
    return { program, args: [...given, file], takesTerminal: false };
  const jump = line === null ? [] : [`+${line}`];
  return { program, args: [...given, ...jump, file], takesTerminal: true };
}

/**
 * Chooses what shows two files beside each other: the program that was named, else the learner's editor where it can,
 * else VS Code where it is there. `null`: none.
 */
export function chooseComparer(
  env: Environment,
  named: string | null,
  [left, right]: [left: string, right: string],
  isThere = (program: string) => isInPath(env, program),
): Program | null {
  const [editor, ...given] = named === null ? editorIn(env, isThere) : named.split(/\s+/).filter(Boolean);
  const choices = [{ program: editor, given }];
  if (named === null && isThere("code")) choices.push({ program: "code", given: [] });
  for (const { program, given } of choices) {
    const flags = program === undefined ? null : flagsToCompare(nameOf(program), named !== null);
    if (program === undefined || flags === null) continue;
    const args = [...given.filter((each) => each !== "--wait"), ...flags, left, right];
    return { program, args, takesTerminal: isVim.test(nameOf(program)) };
  }
  return null;
}

const likeCode = /^(code|code-insiders|codium|cursor|windsurf)$/;
const isVim = /^(n?vim|vi)$/;

/** What makes a program compare; a program for nothing else needs no flag. `null` for one that can't. */
function flagsToCompare(name: string, isNamed: boolean): string[] | null {
  if (likeCode.test(name) || name === "zed") return ["--diff"];
  if (isVim.test(name)) return ["-d"];
  if (/^(idea|webstorm)$/.test(name)) return ["diff"];
  return isNamed ? [] : null;
}

function editorIn(env: Environment, isThere: (program: string) => boolean): string[] {
  return (env.VISUAL || env.EDITOR || (isThere("code") ? "code" : "")).split(/\s+/).filter(Boolean);
}

function nameOf(program: string): string {
  return basename(program).replace(/\.(exe|cmd)$/, "");
}

function isInPath(env: Environment, program: string): boolean {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  return (env.PATH ?? "").split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
}
