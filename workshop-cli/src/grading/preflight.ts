import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { whyNotAlone } from "./stands-alone.ts";
import type { Subject } from "./subject.ts";
import { textOf } from "./text-of.ts";

/** Looks at a subject before anything is started: a sentence for what would fail obscurely or prove nothing, or `null`. */
export function preflight({ folder, exercise }: Subject): string | null {
  const text = textOf(join(folder, "wrangler.jsonc"));
  if (text === null) {
    return `wrangler.jsonc is missing. \`npx workshop reset ${exercise.slug}\` makes a fresh copy and keeps yours as a backup.`;
  }
  const errors: ParseError[] = [];
  const config = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    return `wrangler.jsonc isn't valid JSON with comments, line ${lineAt(text, error.offset)}: ${inWords(error)}.`;
  }
  if (typeof config !== "object" || config === null || Array.isArray(config))
    return "wrangler.jsonc must hold one object: { … }.";
  if (typeof config.main === "string" && !existsSync(join(folder, config.main))) {
    return `wrangler.jsonc names ${config.main} as "main", and there is no such file.`;
  }
  return whyNotAlone(folder);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** `CommaExpected` becomes "comma expected". */
function inWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])([A-Z])/g, " $1")
    .toLowerCase();
}
