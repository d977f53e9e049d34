import { readFileSync, statSync } from "node:fs";
import { type AnswerFiles, answerFiles } from "../course/answer.ts";
import { compareTexts, type Row } from "./compare-texts.ts";

/** A file that differs, with its path in the project. */
export type FileComparison = { path: string; rows: Row[]; state: "changed" | "only-left" | "only-right" };

/** Compares what a learner writes: code and releases, and the configuration where the other answer has its own. */
export function compareAnswers(left: AnswerFiles, right: AnswerFiles): FileComparison[] {
  const paths = new Set([...left.keys(), ...right.keys()]);
  if (!right.has("wrangler.jsonc")) paths.delete("wrangler.jsonc");
  return [...paths]
    .sort()
    .map((path): FileComparison => {
      const [mine, theirs] = [left.get(path), right.get(path)];
      const state = mine === undefined ? "only-right" : theirs === undefined ? "only-left" : "changed";
      return { path, rows: compareTexts(textOf(mine), textOf(theirs)), state };
    })
    .filter(({ rows }) => rows.some((row) => row.state === "changed"));
}

/** An answer with another's file in place of its focus, or with all the files of a folder over its own. */
export function laidOver(files: AnswerFiles, path: string, focus: string): AnswerFiles {
  return new Map([...files, ...(statSync(path).isDirectory() ? answerFiles(path) : [[focus, path] as const])]);
}

function textOf(file: string | undefined): string {
  return file === undefined ? "" : readFileSync(file, "utf8");
}
