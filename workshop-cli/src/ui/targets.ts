import { isAbsolute, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Target } from "./markdown.ts";

/** Shows a place in a file, which is named from the course's root; where the terminal can, the text leads there. */
export type ShowPlace = (file: string, line?: number | null) => string;

/** How a file is opened, and called by somebody who stands in `from`; editors go to the line. */
export function fileTarget(path: string, from: string, line: number | null = null): Target {
  const name = relative(from, path);
  // From far away the whole path is easier to read than a way up and down.
  const shown = name.startsWith(join("..", "..", "..")) || isAbsolute(name) ? path : name;
  const { href } = pathToFileURL(path);
  return line === null ? { address: href, shown } : { address: `${href}#${line}`, shown: `${shown}:${line}` };
}

/** Resolves the links of a text that stands in `folder`: files beside it are shown as paths from where the reader is. */
export function targetsOf(folder: string, from: string): (href: string) => Target {
  return (href) => {
    if (/^[a-z]+:/i.test(href)) return { address: href, shown: href };
    const [path = ""] = href.split("#");
    return fileTarget(join(folder, path), from);
  };
}
