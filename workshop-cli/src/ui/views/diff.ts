import type { FileComparison } from "../../comparing/compare-answers.ts";
import { hunksOf, type Row, type Side } from "../../comparing/compare-texts.ts";
import { padTo, wrap } from "../text.ts";
import type { Paint, Theme } from "../theme.ts";

export type DiffLayout = "unified" | "side-by-side";

/** What a comparison is of. */
export type DiffScreen = {
  title: string;
  /** `solution`, `starter`, or the name of an alternative. */
  other: string;
  /** The task that it is limited to. */
  task: number | null;
  /** By itself side by side where there is room for two columns of code. */
  layout?: DiffLayout | undefined;
};

/** Shows how two projects differ, one below the other or side by side. */
export function diffView(theme: Theme, files: FileComparison[], { title, other, task, layout }: DiffScreen): string {
  const what = task === null ? title : `${title}, task ${task}`;
  if (files.length === 0) return `No difference in ${what}: yours reads like the ${nameOf(other)}.`;
  const notes = { changed: "", "only-left": "only in yours", "only-right": `only in the ${nameOf(other)}` };
  const sides: Sides = { left: "yours", right: nameOf(other) };
  const noted = files.map(({ path, rows, state }) => ({ path, rows, note: notes[state] }));
  return drawFiles(theme, what, sides, noted, layout);
}

/** Shows what is new in an exercise; a note at each file says what the learner did with it. */
export function newsView(
  theme: Theme,
  files: NotedFile[],
  { title, layout }: Pick<DiffScreen, "title" | "layout">,
): string {
  if (files.length === 0) return `Nothing is new in ${title} since your copy was made.`;
  const sides: Sides = { left: "when your copy was made", right: "now" };
  return drawFiles(theme, `${title}: what is new`, sides, files, layout);
}

/** A file that differs, and what is said of it. */
export type NotedFile = { path: string; rows: Row[]; note: string };
type Sides = { left: string; right: string };

function drawFiles(theme: Theme, title: string, sides: Sides, files: NotedFile[], layout?: DiffLayout): string {
  const isBeside = !theme.isPlain && (layout ?? (theme.width >= roomForTwo ? "side-by-side" : "unified")) !== "unified";
  const draw = isBeside ? sideBySide : unified;
  return [
    theme.strong(title),
    `${theme.bad(`- ${sides.left}`)}   ${theme.good(`+ ${sides.right}`)}`,
    ...files.flatMap((file) => ["", heading(theme, file), ...draw(theme, file.rows)]),
  ].join("\n");
}

/** Two columns of some seventy characters, with their numbers. */
const roomForTwo = 150;

function nameOf(other: string): string {
  return other === "solution" || other === "starter" ? other : `answer "${other}"`;
}

function heading(theme: Theme, { path, note }: NotedFile): string {
  return theme.strong(path) + (note === "" ? "" : theme.soft(`  ${note}`));
}

function unified(theme: Theme, rows: Row[]): string[] {
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
  const [first = "", ...rest] = wrap(painted(theme, side, paint), width - 7);
  const begin = `${theme.soft(numberOf(side))} ${paint(sign)} `;
  return [(begin + first).trimEnd(), ...rest.map((line) => " ".repeat(7) + line)];
}

function sideBySide(theme: Theme, rows: Row[]): string[] {
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
function painted(theme: Theme, side: Side | null, paint: Paint): string {
  return (side?.spans ?? []).map(({ text, changed }) => paint(changed ? theme.link(text) : text)).join("");
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
