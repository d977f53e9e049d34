import { readFileSync } from "node:fs";

/** A file's text, or `null` where there is none: gone since it was found, a link to nothing, a folder of that name. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
