import type { FileComparison } from "../../comparing/compare-folders.ts";
import { hunksOf, type Row, type Side } from "../../comparing/compare-texts.ts";
import { padTo, wrap } from "../text.ts";
import type { Paint, Theme } from "../theme.ts";

/** How a comparison is laid out, and what it is with. */
export type DiffLayout = { layout: "unified" | "side-by-side"; other: "solution" | "starter" };

/** Shows how two projects differ, one below the other or side by side. */
export function diffView(theme: Theme, files: FileComparison[], { layout, other }: DiffLayout): string {
  if (files.length === 0) return `No difference: yours reads like the ${other}.`;
  const key = `${theme.bad("- yours")}   ${theme.good(`+ ${other}`)}`;
  const draw = layout === "side-by-side" && !theme.isPlain ? sideBySide : unified;
  return [key, ...files.flatMap((file) => ["", heading(theme, file, other), ...draw(theme, file)])].join("\n");
}

function heading(theme: Theme, { path, state }: FileComparison, other: string): string {
  const notes = { changed: "", "only-left": "  only in yours", "only-right": `  only in the ${other}` };
  return theme.strong(path) + theme.soft(notes[state]);
}

function unified(theme: Theme, { rows }: FileComparison): string[] {
  const hunks = hunksOf(rows).map((hunk) => groups(hunk).flatMap((group) => unifiedGroup(theme, group)));
  return hunks.flatMap((lines, at) => (at === 0 ? lines : [theme.soft(`  ${theme.glyph.more}`), ...lines]));
}

function unifiedGroup(theme: Theme, rows: Row[]): string[] {
  if (rows[0]?.state === "same") return rows.flatMap(({ right }) => lineOf(theme, " ", right, theme.soft));
  return [
    ...rows.flatMap(({ left }) => (left ? lineOf(theme, "-", left, theme.bad) : [])),
    ...rows.flatMap(({ right }) => (right ? lineOf(theme, "+", right, theme.good) : [])),
  ];
}

/** A line with its number and sign; one that is too long goes on under itself. */
function lineOf(theme: Theme, sign: string, side: Side | null, paint: Paint, width = theme.width): string[] {
  const [first = "", ...rest] = wrap(marked(theme, sign, side, paint), width - 7);
  return [`${theme.soft(numberOf(side))} ${first}`.trimEnd(), ...rest.map((line) => `       ${line}`)];
}

function sideBySide(theme: Theme, { rows }: FileComparison): string[] {
  const half = Math.floor((theme.width - 3) / 2);
  const drawn = (row: Row) => {
    const [left, right] =
      row.state === "same"
        ? [cellOf(theme, " ", row.left, theme.soft, half), cellOf(theme, " ", row.right, theme.soft, half)]
        : [cellOf(theme, "-", row.left, theme.bad, half), cellOf(theme, "+", row.right, theme.good, half)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
      `${padTo(left[at] ?? "", half)} ${theme.soft(theme.glyph.rail)} ${right[at] ?? ""}`.trimEnd(),
    );
  };
  const hunks = hunksOf(rows).map((hunk) => hunk.flatMap(drawn));
  return hunks.flatMap((lines, at) => (at === 0 ? lines : [theme.soft(`  ${theme.glyph.more}`), ...lines]));
}

function cellOf(theme: Theme, sign: string, side: Side | null, paint: Paint, width: number): string[] {
  return side === null ? [] : lineOf(theme, sign, side, paint, width);
}

/** Changed words are underlined as well as coloured; without colour the signs at the left must do. */
function marked(theme: Theme, sign: string, side: Side | null, paint: Paint): string {
  const spans = (side?.spans ?? []).map(({ text, changed }) => (changed ? paint(theme.link(text)) : paint(text)));
  return `${paint(sign)} ${spans.join("")}`;
}

function groups(rows: Row[]): Row[][] {
  const all: Row[][] = [];
  for (const row of rows) {
    if (all.at(-1)?.[0]?.state === row.state) all.at(-1)?.push(row);
    else all.push([row]);
  }
  return all;
}

function numberOf(side: Side | null): string {
  return String(side?.line ?? "").padStart(4);
}
