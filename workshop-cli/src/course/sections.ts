import { courseError } from "./course-error.ts";

/** A `## ` heading of a text and what stands under it, until the next one. */
export type Section = { number: number | null; title: string; line: number; text: string };

/** Cuts a Markdown text at its `## ` headings, those inside code excepted. `firstLine` is the line on which `text` begins. */
export function sectionsOf(text: string, firstLine = 1): Section[] {
  const sections: (Section & { lines: string[] })[] = [];
  let fence: string | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const heading: RegExpExecArray | null = fence === null ? HEADING.exec(line) : null;
    fence = fenceAfter(line, fence);
    if (heading) {
      const number = heading[1] === undefined ? null : Number(heading[1]);
      sections.push({ number, title: heading[2] ?? "", line: firstLine + index, text: "", lines: [] });
    } else {
      sections.at(-1)?.lines.push(line);
    }
  }
  return sections.map(({ lines, ...section }) => ({ ...section, text: lines.join("\n").trim() }));
}

/** The sections `## 1. …`, `## 2. …`, whose numbers must count up from 1. */
export function numberedSections(text: string, file: string, firstLine = 1): (Section & { number: number })[] {
  const numbered = sectionsOf(text, firstLine).filter((section) => section.number !== null);
  numbered.forEach((section, index) => {
    if (section.number === index + 1) return;
    throw courseError(
      file,
      section.line,
      `Task ${section.number} stands where ${index + 1} should.`,
      "Number the tasks 1, 2, 3 …",
    );
  });
  return numbered as (Section & { number: number })[];
}

/** The fence that is open after `line`, or `null`: code between fences is nobody's heading or list. */
export function fenceAfter(line: string, fence: string | null): string | null {
  // A fence may open on the line of a list's item.
  const marks = /^\s*(?:\d+[.)] +|[-*+] +)?(`{3,}|~{3,})(.*)$/.exec(line);
  if (!marks) return fence;
  const [, mark = "", rest = ""] = marks;
  if (fence === null) return mark;
  return mark[0] === fence[0] && mark.length >= fence.length && rest.trim() === "" ? null : fence;
}

const HEADING = /^## +(?:(\d+)\. +)?(.*?)\s*$/;
