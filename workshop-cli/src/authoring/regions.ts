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

/** The solution's file with the holes of one task filled as in the starter. */
export function withStarterRegion(cut: Cut, fillings: string[], source: string, task: number): string {
  const body = cut.fixed.flatMap((text, index) => {
    const hole = cut.holes[index];
    if (hole === undefined) return [text];
    return [text, hole.task === task ? hole.text : (fillings[index] as string)];
  });
  return `${importsOf(source).join("\n")}\n${body.join("")}`;
}

const IMPORT = /^import\s[^;]*;[ \t]*\n/gm;

function withoutImports(source: string): string {
  return source.replace(/\r\n/g, "\n").replace(IMPORT, "").replace(/^\n+/, "");
}

function importsOf(source: string): string[] {
  return source.replace(/\r\n/g, "\n").match(IMPORT) ?? [];
}
