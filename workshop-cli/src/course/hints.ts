import { courseError } from "./course-error.ts";
import type { Exercise } from "./exercise.ts";
import { readCourseText } from "./read-text.ts";
import { fenceAfter, numberedSections, type Section } from "./sections.ts";

/** Reads `hints.md`: the rungs of each task, from the first question to nearly the code, as Markdown. */
export function readHints(exercise: Exercise): Map<number, string[]> {
  const { text, file } = readCourseText(exercise, "hints.md");
  return new Map(numberedSections(text, file).map((section) => [section.number, rungsOf(section, file)]));
}

function rungsOf(section: Section, file: string): string[] {
  const rungs: { width: number; lines: string[] }[] = [];
  let fence: string | null = null;
  for (const line of section.text.split("\n")) {
    const item: RegExpExecArray | null = fence === null ? /^(\d+[.)] +)(.*)$/.exec(line) : null;
    fence = fenceAfter(item?.[2] ?? line, fence);
    const rung = rungs.at(-1);
    if (item) {
      rungs.push({ width: item[1]?.length ?? 0, lines: [item[2] ?? ""] });
    } else if (rung) {
      rung.lines.push(line.replace(new RegExp(`^ {0,${rung.width}}`), ""));
    } else if (line.trim() !== "") {
      throw courseError(
        file,
        section.line,
        `"${section.title}" has text before its first rung.`,
        "Begin it with `1. `.",
      );
    }
  }
  if (rungs.length === 0)
    throw courseError(file, section.line, `"${section.title}" has no rungs.`, "Add a list `1. …`.");
  return rungs.map(({ lines }) => lines.join("\n").trim());
}
