import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isNobodys } from "./nobodys.ts";

/** The folders in which a learner's answer lies, beside `wrangler.jsonc`: code, releases, and other Workers. */
export const answerFolders = ["src", "releases", "workers"];

/** The files of an answer: where each lies, by its path in the project. */
export type AnswerFiles = Map<string, string>;

/** The files of the answer that lies in a folder. */
export function answerFiles(folder: string): AnswerFiles {
  const found = answerFolders
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && !isNobodys(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [file.slice(folder.length + 1).replaceAll("\\", "/"), file]);
  const config = join(folder, "wrangler.jsonc");
  return new Map([...found, ...(existsSync(config) ? [["wrangler.jsonc", config] as const] : [])]);
}
