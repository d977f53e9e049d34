import type { FileComparison } from "../../comparing/compare-folders.ts";
import { hunksOf, type Row, type Side } from "../../comparing/compare-texts.ts";
import { cutTo, padTo, widthOf } from "../text.ts";
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
  if (rows[0]?.state === "same") return rows.map(({ right }) => theme.soft(`${numberOf(right)}   ${textOf(right)}`));
  return [
    ...rows
      .filter(({ left }) => left)
      .map(({ left }) => `${theme.soft(numberOf(left))} ${marked(theme, "-", left, theme.bad)}`),
    ...rows
      .filter(({ right }) => right)
      .map(({ right }) => `${theme.soft(numberOf(right))} ${marked(theme, "+", right, theme.good)}`),
  ];
}

function sideBySide(theme: Theme, { rows }: FileComparison): string[] {
  const half = Math.floor((theme.width - 3) / 2);
  const line = (row: Row) => {
    const paints: [Paint, Paint] = row.state === "same" ? [theme.soft, theme.soft] : [theme.bad, theme.good];
    const signs = row.state === "same" ? [" ", " "] : ["-", "+"];
    const cells = [row.left, row.right].map((side, at) => {
      if (!side) return padTo("", half);
      const text = `${theme.soft(numberOf(side))} ${marked(theme, signs[at] ?? "", side, paints[at] ?? theme.soft)}`;
      return padTo(cutTo(text, half, theme.glyph.more), half);
    });
    return `${cells[0]} ${theme.soft(theme.glyph.rail)} ${cells[1]}`.trimEnd();
  };
  return hunksOf(rows).flatMap((hunk, at) => [
    ...(at === 0 ? [] : [theme.soft(`  ${theme.glyph.more}`)]),
    ...hunk.map(line),
  ]);
}

/** Says whether lines of this comparison are cut when shown side by side. */
export function fitsSideBySide(theme: Theme, files: FileComparison[]): boolean {
  const half = Math.floor((theme.width - 3) / 2);
  const sides = files.flatMap(({ rows }) => rows.flatMap(({ left, right }) => [left, right]));
  return sides.every((side) => !side || widthOf(textOf(side)) + 7 <= half);
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

function textOf(side: Side | null): string {
  return (side?.spans ?? []).map(({ text }) => text).join("");
}
