import { spread, wrap } from "./text.ts";
import type { Theme } from "./theme.ts";

/** A screenful of output, hung on a rail from its title to what to do next. */
export type Page = {
  title: string;
  right?: string;
  body: Line[];
  /** What to do next; `null` where a question follows on the same rail. */
  end?: string[] | null;
};

/** A line of a page: a text, which wraps; with a mark in place of the rail; with something at the right edge. */
export type Line = string | { mark?: Mark; text: string; right?: string } | { verbatim: string };

export type Mark = "passed" | "failed" | "open" | "current" | "attention" | "note" | "step" | "star";

/** Draws a page. In plain mode there is no rail, and a mark is a word. */
export function drawPage(theme: Theme, { title, right = "", body, end = [] }: Page): string {
  if (theme.isPlain) return drawPlain(theme, { title, right, body, end });
  const { glyph, soft, strong } = theme;
  const room = roomOn(theme);
  const rail = soft(glyph.rail);
  const head = wrap(spread(strong(title), right, room).trimEnd(), room);
  const foot = (end ?? []).flatMap((each) => wrap(each, room));
  const last = foot.length > 0 ? [rail, ...hang(soft(glyph.railEnd), " ", foot)] : [soft(glyph.railEnd)];
  const lines = body.length === 0 ? [] : [rail, drawLines(theme, body)];
  return [...hang(soft(glyph.railStart), rail, head), ...lines, ...(end === null ? [] : last)].join("\n");
}

/** Draws lines of a page without its head and foot. */
export function drawLines(theme: Theme, lines: Line[]): string {
  return lines.flatMap((line) => (theme.isPlain ? drawPlainLine(theme, line) : drawLine(theme, line))).join("\n");
}

function drawLine(theme: Theme, line: Line): string[] {
  const rail = theme.soft(theme.glyph.rail);
  if (typeof line !== "string" && "verbatim" in line) return hang(rail, rail, line.verbatim.split("\n"));
  const { mark, text, right } = typeof line === "string" ? { text: line } : line;
  const room = roomOn(theme);
  return hang(
    mark ? markOf(theme, mark) : rail,
    rail,
    wrap(right ? spread(text, theme.soft(right), room) : text, room),
  );
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
  const foot = end === null || end.length === 0 ? [] : ["", ...end.flatMap((each) => wrap(each, theme.width))];
  const lines = body.length === 0 ? [] : ["", drawLines(theme, body)];
  return [...wrap(head, theme.width), ...lines, ...foot].join("\n");
}

function drawPlainLine(theme: Theme, line: Line): string[] {
  if (typeof line === "string") return wrap(line, theme.width);
  if ("verbatim" in line) return line.verbatim.split("\n");
  const aside = line.right ? ` (${line.right})` : "";
  return wrap(`${line.mark ? markOf(theme, line.mark) : ""} ${line.text}${aside}`.trim(), theme.width);
}
