import type { TypeAdvice } from "../../grading/verdict.ts";
import { drawLines, drawPage } from "../page.ts";
import type { ShowPlace } from "../targets.ts";
import type { Theme } from "../theme.ts";
import { typeLines } from "./types.ts";

/** Begins the output for a save, so that earlier output can be told from later. */
export function savedView(theme: Theme, path: string, now: Date): string {
  const time = now.toTimeString().slice(0, 8);
  const text = `${time} saved ${path}`;
  if (theme.isPlain) return text;
  const { rule } = theme.glyph;
  return `${theme.soft(`${rule.repeat(2)} ${text} ${rule.repeat(Math.max(0, theme.width - text.length - 4))}`)}`;
}

/** Types are checked after the verdict is shown: their advice comes on its own. */
export function typesView(theme: Theme, types: TypeAdvice[], place: ShowPlace): string {
  return drawLines(theme, typeLines(theme, types, place));
}

/** What each key of a watch does. */
export function keysView(theme: Theme, keys: { key: string; does: string }[]): string {
  return drawPage(theme, {
    title: "Keys",
    body: keys.map(({ key, does }) => `${theme.code(key)}  ${does}`),
  });
}
