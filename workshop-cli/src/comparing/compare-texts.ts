import { type Change, diffArrays, diffWordsWithSpace } from "diff";

/** One row of a comparison: the same line on both sides, or what stands on the left and on the right. */
export type Row = { state: "same" | "changed"; left: Side | null; right: Side | null };
export type Side = { line: number; spans: Span[] };
/** A piece of a line; `changed` where the other side's line reads differently. */
export type Span = { text: string; changed: boolean };

/** Compares two texts line by line, and changed lines word by word. Line endings and trailing spaces don't count. */
export function compareTexts(left: string, right: string): Row[] {
  const rows: Row[] = [];
  let leftLine = 1;
  let rightLine = 1;
  let removed: string[] = [];
  const flush = (added: string[]) => {
    for (const pair of pairLines(removed, added)) {
      const [leftSpans, rightSpans] = compareLines(...pair);
      rows.push({
        state: "changed",
        left: leftSpans && { line: leftLine++, spans: leftSpans },
        right: rightSpans && { line: rightLine++, spans: rightSpans },
      });
    }
    removed = [];
  };
  for (const change of diffArrays(linesOf(left), linesOf(right))) {
    if (change.removed) removed = change.value;
    else if (change.added) flush(change.value);
    else {
      flush([]);
      for (const text of change.value) {
        const spans = [{ text, changed: false }];
        rows.push({ state: "same", left: { line: leftLine++, spans }, right: { line: rightLine++, spans } });
      }
    }
  }
  flush([]);
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

function linesOf(text: string): string[] {
  const trimmed = text.trimEnd();
  if (trimmed === "") return [];
  return trimmed.split(/\r?\n/).map((line) => line.trimEnd());
}

function isChange(row: Row): boolean {
  return row.state === "changed";
}

type Pair = [left: string | undefined, right: string | undefined];

/** Puts lines that resemble each other beside each other, in order; the others stand alone. */
function pairLines(removed: string[], added: string[]): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  for (const right of added) {
    const found = removed.findIndex(
      (left, at) => at >= next && keptOf(diffWordsWithSpace(left, right)) * 2 > longer(left, right),
    );
    if (found !== -1) {
      pairs.push(...removed.slice(next, found).map((left): Pair => [left, undefined]));
      next = found + 1;
    }
    pairs.push([removed[found], right]);
  }
  return [...pairs, ...removed.slice(next).map((left): Pair => [left, undefined])];
}

function compareLines(left: string | undefined, right: string | undefined): [Span[] | null, Span[] | null] {
  if (left === undefined) return [null, right === undefined ? null : [{ text: right, changed: false }]];
  if (right === undefined) return [[{ text: left, changed: false }], null];
  const words = diffWordsWithSpace(left, right);
  const side = (skipped: "added" | "removed", marked: "added" | "removed") =>
    words.filter((word) => !word[skipped]).map(({ value, [marked]: changed }) => ({ text: value, changed }));
  return [side("added", "removed"), side("removed", "added")];
}

function keptOf(words: Change[]): number {
  return words.filter((word) => !word.added && !word.removed).reduce((sum, { value }) => sum + value.trim().length, 0);
}

function longer(left: string, right: string): number {
  return Math.max(left.trim().length, right.trim().length);
}
