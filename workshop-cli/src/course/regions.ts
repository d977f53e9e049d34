import { endOfBlock } from "./blocks.ts";

/** A file of the starter, cut into what is fixed and what the learner writes. There is one more fixed text than holes. */
export type Cut = { fixed: string[]; holes: { task: number; text: string }[] };

/** Where two TODOs stand in one block, nobody can tell where the first one's region ends. */
export class SharedBlockError extends Error {}

/** Cuts a starter's file at its `// TODO n:` comments; each governs the rest of the block that it stands in. */
export function cutRegions(source: string): Cut {
  const text = withoutImports(source);
  const fixed: string[] = [];
  const holes: Cut["holes"] = [];
  let from = 0;
  for (const match of text.matchAll(/^[ \t]*\/\/ TODO (\d+):/gm)) {
    const begin = match.index;
    if (begin < from) throw new SharedBlockError(`TODO ${holes.at(-1)?.task} and TODO ${match[1]} stand in one block.`);
    const end = endOfBlock(text, begin);
    const lineOfEnd = text.lastIndexOf("\n", end - 1) + 1;
    const isWholeLine = text.slice(lineOfEnd, end).trim() === "";
    const stop = isWholeLine ? lineOfEnd : end;
    fixed.push(text.slice(from, begin));
    holes.push({ task: Number(match[1]), text: text.slice(begin, stop) });
    from = stop;
  }
  fixed.push(text.slice(from));
  return { fixed, holes };
}

/**
 * Fits a solution's file to a cut: what stands in each hole, or `null` when the file differs elsewhere too.
 * Imports don't count.
 */
export function fitRegions(cut: Cut, source: string): string[] | null {
  const text = withoutImports(source);
  const first = cut.fixed[0] as string;
  return text.startsWith(first) ? fill(cut.fixed.slice(1), text, first.length) : null;
}

function fill(fixed: string[], text: string, from: number): string[] | null {
  const [next, ...others] = fixed;
  if (next === undefined) return from === text.length ? [] : null;
  for (let at = text.indexOf(next, from); at !== -1; at = text.indexOf(next, at + 1)) {
    const rest = fill(others, text, at + next.length);
    if (rest) return [text.slice(from, at), ...rest];
  }
  return null;
}

/** The solution's file with the holes of some tasks filled as in the starter. */
export function withStarterRegions(cut: Cut, fillings: string[], source: string, tasks: number[]): string {
  const body = cut.fixed.flatMap((text, index) => {
    const hole = cut.holes[index];
    if (hole === undefined) return [text];
    return [text, tasks.includes(hole.task) ? hole.text : (fillings[index] as string)];
  });
  return `${importsOf(source).join("\n")}\n${body.join("")}`;
}

/**
 * Where an answer's file holds what a task asks for: first and last line of each place, from 1. A place that holds
 * nothing ends before it begins. `null` when the file differs from the starter elsewhere too.
 */
export function linesOfTask(cut: Cut, source: string, task: number): [first: number, last: number][] | null {
  const fillings = fitRegions(cut, source);
  if (fillings === null) return null;
  const lineAt = linesBehindImports(source);
  const ranges: [number, number][] = [];
  let offset = 0;
  cut.fixed.forEach((text, index) => {
    offset += text.length;
    const filling = fillings[index];
    if (filling === undefined) return;
    const first = lineAt(offset);
    offset += filling.length;
    if (cut.holes[index]?.task === task) ranges.push([first, filling === "" ? first - 1 : lineAt(offset - 1)]);
  });
  return ranges;
}

/** Finds the line in a source for an offset in it without its imports. */
function linesBehindImports(source: string): (offset: number) => number {
  const text = source.replace(/\r\n/g, "\n");
  const imports = [...text.matchAll(IMPORT)].map((match) => ({ at: match.index, length: match[0].length }));
  const [blank = ""] = text.replace(IMPORT, "").match(/^\n+/) ?? [];
  return (offset) => {
    let place = offset + blank.length;
    for (const { at, length } of imports) if (at <= place) place += length;
    return text.slice(0, place).split("\n").length;
  };
}

const IMPORT = /^import\s[^;]*;[ \t]*\n/gm;

/** A source as it is cut: without its imports. */
export function withoutImports(source: string): string {
  return source.replace(/\r\n/g, "\n").replace(IMPORT, "").replace(/^\n+/, "");
}

function importsOf(source: string): string[] {
  return source.replace(/\r\n/g, "\n").match(IMPORT) ?? [];
}
