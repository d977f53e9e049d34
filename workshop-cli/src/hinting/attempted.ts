import { readFileSync } from "node:fs";
import { diffArrays } from "diff";
import { answerFiles } from "../course/answer.ts";
import { withoutComments } from "../course/blocks.ts";
import { type Cut, cutRegions, SharedBlockError, withoutImports } from "../course/regions.ts";

/**
 * The tasks that a learner has begun: those of which at least one place that a `TODO` marks holds other code than in
 * the starter. Comments, spaces and quotes don't count.
 */
export function attemptedTasks(starter: string, copy: string): Set<number> {
  const attempted = new Set<number>();
  const written = answerFiles(copy);
  for (const [path, file] of answerFiles(starter)) {
    const mine = written.get(path);
    if (!/\.(ts|jsonc)$/.test(path) || mine === undefined) continue;
    const cut = cutOf(readFileSync(file, "utf8"));
    if (cut === null) continue;
    for (const hole of changedHoles(cut, readFileSync(mine, "utf8"))) {
      attempted.add(cut.holes[hole]?.task as number);
    }
  }
  return attempted;
}

/** A line of code, and the hole that it stands in; `null` outside of all. */
type CodeLine = { code: string; hole: number | null };

/** The numbers of the holes in which a learner's text has other code than the starter, whatever else it changes. */
function changedHoles(cut: Cut, mine: string): Set<number> {
  const given = linesOf(cut);
  const written = codeLines(withoutImports(mine));
  const changed = new Set<number>();
  let at = 0;
  const take = (from: number, to: number) => {
    for (const { hole } of given.slice(Math.max(0, from), to)) if (hole !== null) changed.add(hole);
  };
  for (const { removed, added, value } of diffArrays(
    given.filter(({ code }) => code !== "").map(({ code }) => code),
    written,
  )) {
    if (added) {
      // What was added stands between two lines of the starter; a hole without code is an empty line between them.
      take(place(given, at - 1), place(given, at) + 1);
      continue;
    }
    if (removed) take(place(given, at), place(given, at + value.length - 1) + 1);
    at += value.length;
  }
  return changed;
}

/** Where the line of code number `count` stands among lines of which those of empty holes have no code. */
function place(lines: CodeLine[], count: number): number {
  if (count < 0) return 0;
  let left = count;
  const found = lines.findIndex(({ code }) => code !== "" && left-- === 0);
  return found === -1 ? lines.length : found;
}

function linesOf({ fixed, holes }: Cut): CodeLine[] {
  return fixed.flatMap((text, at) => {
    const around = codeLines(text).map((code): CodeLine => ({ code, hole: null }));
    const hole = holes[at];
    if (hole === undefined) return around;
    const inside = codeLines(hole.text);
    return [...around, ...(inside.length > 0 ? inside : [""]).map((code): CodeLine => ({ code, hole: at }))];
  });
}

function codeLines(text: string): string[] {
  return withoutComments(text)
    .replaceAll("'", '"')
    .split("\n")
    .map((line) => line.replace(/\s+/g, ""))
    .filter((line) => line !== "");
}

function cutOf(text: string): Cut | null {
  try {
    return cutRegions(text);
  } catch (error) {
    if (error instanceof SharedBlockError) return null;
    throw error;
  }
}
