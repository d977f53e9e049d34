import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CourseError } from "../errors.ts";
import type { Exercise } from "./exercise.ts";
import { sectionsOf } from "./sections.ts";

/** The solution's page: its text without front matter and title, and what it says in a sentence each. */
export type SolutionPage = { text: string; takeaways: string[] };

/** Reads the page of a solution. Throws a `CourseError` where there is none. */
export function readSolutionPage({ solution, title }: Pick<Exercise, "solution" | "title">): SolutionPage {
  const path = join(solution, "README.md");
  if (!existsSync(path)) {
    throw new CourseError(`${title} has no solution's page yet.`, "Its authors have to write it.");
  }
  const text = readFileSync(path, "utf8")
    .replaceAll("\r\n", "\n")
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^# .*\n/, "");
  const why = sectionsOf(text).find(({ title }) => title.startsWith("Why"));
  return { text, takeaways: takeawaysOf(why?.text ?? "") };
}

/** The first sentence of each paragraph: pages are written so that it says what the others explain. */
function takeawaysOf(text: string): string[] {
  return text.split(/\n{2,}/).flatMap((paragraph) => {
    if (/^([-*|>#]|\d+\.|```|~~~| {2})(?!\*)/.test(paragraph) || paragraph.startsWith("**The stretch**")) return [];
    const [, bold] = /^\*\*([^*]+[.!?])\*\*/.exec(paragraph) ?? [];
    const [sentence] = /^[\s\S]*?[.!?](?=\s|$)/.exec(paragraph) ?? [];
    return bold ?? sentence ?? [];
  });
}
