import { spread, wrap } from "./text.ts";
import type { Theme } from "./theme.ts";

/** A screenful of output, hung on a rail from its title to what to do next. */
export type Page = {
  title: string;
  right?: string;
  body: Line[];
  /** What to do next. */
  end?: string[];
};

/** A line of a page: a text, which wraps; with a mark in place of the rail; with something at the right edge. */
export type Line = string | { mark?: Mark; text: string; right?: string } | { verbatim: string };

export type Mark = "passed" | "failed" | "open" | "current" | "attention" | "note" | "step" | "star";

/** Draws a page. In plain mode there is no rail, and a mark is a word. */
export function drawPage(theme: Theme, { title, right, body, end = [] }: Page): string {
  if (theme.isPlain) return drawPlain(theme, { title, right, body, end });
  const { glyph, soft, strong } = theme;
  const room = roomOn(theme);
  const rail = soft(glyph.rail);
  const lines = hang(
    soft(glyph.railStart),
    rail,
    spread(strong(title), soft(right ?? ""), room)
      .trimEnd()
      .split("\n"),
  );
  lines.push(rail);
  for (const line of body) {
    if (typeof line !== "string" && "verbatim" in line) {
      lines.push(...line.verbatim.split("\n").map((each) => `${rail}  ${each}`.trimEnd()));
      continue;
    }
    const { mark, text, right: aside } = typeof line === "string" ? { text: line } : line;
    const texts = wrap(aside ? spread(text, soft(aside), room) : text, room);
    lines.push(...hang(mark ? markOf(theme, mark) : rail, rail, texts));
  }
  if (end.length > 0) {
    lines.push(rail);
    const texts = end.flatMap((each) => wrap(each, room));
    lines.push(...hang(soft(glyph.railEnd), " ", texts));
  } else lines.push(soft(glyph.railEnd));
  return lines.join("\n");
}

/** Columns that the text of a page has, beside its rail. */
export function roomOn(theme: Theme): number {
  return theme.isPlain ? theme.width : theme.width - 3;
}

/** The sign for a mark; in plain mode its word. */
export function markOf(theme: Theme, mark: Mark): string {
  if (theme.isPlain) return words[mark];
  const { glyph } = theme;
  const signs: Record<Mark, string> = {
    passed: theme.good(glyph.passed),
    failed: theme.bad(glyph.failed),
    open: theme.soft(glyph.open),
    current: theme.accent(glyph.current),
    attention: theme.warn(glyph.attention),
    note: theme.accent(glyph.note),
    step: theme.accent(glyph.step),
    star: theme.accent(glyph.star),
  };
  return signs[mark];
}

const words: Record<Mark, string> = {
  passed: "passed:",
  failed: "failed:",
  open: "not yet:",
  current: "now:",
  attention: "attention:",
  note: "note:",
  step: "",
  star: "star:",
};

function hang(first: string, rest: string, texts: string[]): string[] {
  return texts.map((text, at) => `${at === 0 ? first : rest}  ${text}`.trimEnd());
}

function drawPlain(theme: Theme, { title, right, body, end = [] }: Page): string {
  const head = right ? `${title}: ${right}` : title;
  const lines = body.map((line) => {
    if (typeof line === "string") return line;
    if ("verbatim" in line) return line.verbatim;
    const aside = line.right ? ` (${line.right})` : "";
    return `${line.mark ? markOf(theme, line.mark) : ""} ${line.text}${aside}`.trim();
  });
  return [head, "", ...lines, ...(end.length > 0 ? ["", ...end] : [])]
    .flatMap((each) => wrap(each, theme.width))
    .join("\n");
}
