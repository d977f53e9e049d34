import { type Change, diffArrays, diffWordsWithSpace } from "diff";
import { readingOf } from "./reading.ts";

/** One row of a comparison: the same line on both sides, or what stands on the left and on the right. */
export type Row = { state: "same" | "changed"; left: Side | null; right: Side | null };
export type Side = { line: number; spans: Span[] };
/** A piece of a line; `changed` where the other side's line reads differently. */
export type Span = { text: string; changed: boolean };

/**
 * Compares two texts line by line, and changed lines word by word. What a formatter decides doesn't count: line
 * endings, spaces outside of strings, the kind of quotes, a semicolon or comma at a line's end.
 */
export function compareTexts(left: string, right: string): Row[] {
  const [mine, theirs] = [linesOf(left), linesOf(right)];
  const rows: Row[] = [];
  let [l, r] = [0, 0];
  let removed = 0;
  const flush = (added: number) => {
    for (const pair of pairLines(mine.slice(l, l + removed), theirs.slice(r, r + added))) {
      const [leftSpans, rightSpans] = compareLines(pair);
      rows.push({
        state: "changed",
        left: leftSpans && { line: ++l, spans: leftSpans },
        right: rightSpans && { line: ++r, spans: rightSpans },
      });
    }
    removed = 0;
  };
  for (const change of diffArrays(mine.map(readingOf), theirs.map(readingOf))) {
    if (change.removed) removed = change.value.length;
    else if (change.added) flush(change.value.length);
    else {
      flush(0);
      for (let count = 0; count < change.value.length; count++) {
        const whole = (text = "") => [{ text, changed: false }];
        const [one, other] = [whole(mine[l]), whole(theirs[r])];
        rows.push({ state: "same", left: { line: ++l, spans: one }, right: { line: ++r, spans: other } });
      }
    }
  }
  flush(0);
  return rows;
}

/** Cuts a comparison into its changed places, each with some lines around it. */
export function hunksOf(rows: Row[], around = 3): Row[][] {
  const isNear = rows.map((_, at) => rows.slice(Math.max(0, at - around), at + around + 1).some(isChange));
  const hunks: Row[][] = [];
  rows.forEach((row, at) => {
    if (!isNear[at]) return;
    if (!isNear[at - 1]) hunks.push([]);
    hunks.at(-1)?.push(row);
  });
  return hunks;
}

/** Line numbers on the right, the first and the last; a range that ends before it begins is a place between two lines. */
export type Range = [first: number, last: number];

/** Keeps the changes that lie in some ranges of the right side, and what is the same. */
export function rowsWithin(rows: Row[], ranges: Range[]): Row[] {
  let above = 0;
  return rows.filter((row) => {
    if (row.right) above = row.right.line;
    if (!isChange(row)) return true;
    // What is only on the left stands behind the last line of the right side.
    return ranges.some(([first, last]) => above <= last && above >= (row.right ? first : first - 1));
  });
}

function linesOf(text: string): string[] {
  const trimmed = text.trimEnd();
  if (trimmed === "") return [];
  return trimmed.split(/\r?\n/).map((line) => line.trimEnd());
}

function isChange(row: Row): boolean {
  return row.state === "changed";
}

type Pair = { left: string | undefined; right: string | undefined; resemble: boolean };

/** Puts lines that resemble each other beside each other, in order; what is between them stands side by side as it comes. */
function pairLines(removed: string[], added: string[]): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  let waiting: string[] = [];
  for (const right of added) {
    const found = removed.findIndex(
      (left, at) => at >= next && keptOf(diffWordsWithSpace(left, right)) * 2 > longer(left, right),
    );
    if (found === -1) {
      waiting.push(right);
      continue;
    }
    pairs.push(...beside(removed.slice(next, found), waiting), { left: removed[found], right, resemble: true });
    next = found + 1;
    waiting = [];
  }
  return [...pairs, ...beside(removed.slice(next), waiting)];
}

function beside(lefts: string[], rights: string[]): Pair[] {
  const height = Math.max(lefts.length, rights.length);
  return Array.from({ length: height }, (_, at) => ({ left: lefts[at], right: rights[at], resemble: false }));
}

function compareLines({ left, right, resemble }: Pair): [Span[] | null, Span[] | null] {
  if (left === undefined || right === undefined || !resemble) {
    const whole = (text: string | undefined) => (text === undefined ? null : [{ text, changed: false }]);
    return [whole(left), whole(right)];
  }
  const words = diffWordsWithSpace(left, right);
  const side = (skipped: "added" | "removed", marked: "added" | "removed") =>
    words.filter((word) => !word[skipped]).flatMap(({ value, [marked]: changed }) => spansOf(value, changed));
  return [side("added", "removed"), side("removed", "added")];
}

/** Spaces around changed words aren't worth a mark. */
function spansOf(text: string, changed: boolean): Span[] {
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return [
    { text: before, changed: false },
    { text: words, changed },
    { text: after, changed: false },
  ].filter((span) => span.text !== "");
}

function keptOf(words: Change[]): number {
  return words.filter((word) => !word.added && !word.removed).reduce((sum, { value }) => sum + value.trim().length, 0);
}

function longer(left: string, right: string): number {
  return Math.max(left.trim().length, right.trim().length);
}
