import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../grading/verdict.ts";
import type { State } from "../state.ts";

/** The last verdict on a copy, the hashes of what was graded and of the tests, and which workshop graded it. */
export type LastVerdict = { verdict: Verdict; tests: string; answer: string; edition: string };

/** Keeps a verdict in place of the one before. */
export function keepVerdict(state: State, slug: string, last: LastVerdict): void {
  try {
    mkdirSync(state.verdicts, { recursive: true });
    // What was printed and what objects held is only for the screen, and may be large.
    const verdict = { ...last.verdict, logs: [], thrown: [], xray: [] };
    writeFileSync(fileOf(state, slug), JSON.stringify({ ...last, verdict }));
  } catch {
    // What counts is in the log. Without this, a hint grades once more.
  }
}

/** The last verdict on a copy; `null` where none was kept, or none that can be read. */
export function lastVerdict(state: State, slug: string): LastVerdict | null {
  try {
    return JSON.parse(readFileSync(fileOf(state, slug), "utf8")) as LastVerdict;
  } catch {
    return null;
  }
}

function fileOf(state: State, slug: string): string {
  return join(state.verdicts, `${slug}.json`);
}
