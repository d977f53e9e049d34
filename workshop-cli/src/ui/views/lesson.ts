import type { Exercise, Lesson } from "../../course/exercise.ts";
import { renderMarkdown } from "../markdown.ts";
import { drawPage } from "../page.ts";
import type { Theme } from "../theme.ts";

/** Texts are easiest to read in lines of some eighty characters, however wide the window is. */
const readingWidth = 88;

/** The whole lesson. */
export function lessonView(theme: Theme, exercise: Exercise, lesson: Lesson): string {
  return article(theme, heading(exercise), facts(theme, exercise), lesson.text);
}

/** What a learner needs to begin: the situation, the tasks' titles, where to write. */
export function lessonHeadView(theme: Theme, exercise: Exercise, lesson: Lesson, focus: string): string {
  const situation = lesson.text.split(/^## /m, 1)[0]?.trim() ?? "";
  return drawPage(theme, {
    title: heading(exercise),
    right: theme.soft(facts(theme, exercise)),
    body: [
      ...renderMarkdown(theme, situation, Math.min(theme.width - 3, readingWidth)).split("\n"),
      "",
      ...lesson.tasks.map(({ number, title }) => `${number}. ${title}`),
      "",
      `Your file  ${theme.code(focus)}`,
      `The lesson ${theme.code("npx workshop read")}`,
    ],
  });
}

/** A page of Markdown under a title, as lessons and the solutions' pages are. */
export function article(theme: Theme, title: string, right: string, text: string): string {
  const width = Math.min(theme.width - 4, readingWidth);
  const body = renderMarkdown(theme, text, width).split("\n");
  const margin = theme.isPlain ? "" : "  ";
  return ["", theme.strong(title), theme.soft(right), "", ...body, ""]
    .map((line) => (margin + line).trimEnd())
    .join("\n");
}

function heading({ number, title }: Exercise): string {
  return `${String(number).padStart(2, "0")}  ${title}`;
}

function facts({ glyph }: Theme, { minutes, concepts }: Exercise): string {
  return [`${minutes} min`, concepts.join(", ")].join(` ${glyph.middot} `);
}
