import type { Exercise, Lesson } from "../../course/exercise.ts";
import { type MarkdownOptions, renderMarkdown } from "../markdown.ts";
import { drawPage, roomOn } from "../page.ts";
import { wrap } from "../text.ts";
import type { Theme } from "../theme.ts";
import { numbered } from "../words.ts";

/** Texts are easiest to read in lines of some eighty characters, however wide the window is. */
const readingWidth = 88;

/** The whole lesson. */
export function lessonView(theme: Theme, exercise: Exercise, lesson: Lesson, resolve: Resolve): string {
  return article(theme, { title: numbered(exercise), right: facts(theme, exercise), text: lesson.text, resolve });
}

/** What a learner needs to begin: the situation, the tasks' titles, where to write; and what to do next, where nothing follows. */
export function lessonHeadView(
  theme: Theme,
  exercise: Exercise,
  lesson: Lesson,
  { focus, next = [] }: { focus: string[]; next?: string[] },
): string {
  const situation = lesson.text.split(/^## /m, 1)[0]?.trim() ?? "";
  return drawPage(theme, {
    title: numbered(exercise),
    right: theme.soft(facts(theme, exercise)),
    body: [
      ...renderMarkdown(theme, situation, { width: Math.min(roomOn(theme), readingWidth), notes: "none" }).split("\n"),
      "",
      ...lesson.tasks.map(({ number, title }) => `${number}. ${title}`),
      "",
      ...focus.map((file, at) => `${beside(focus, at)}  ${theme.code(file)}`),
      `The lesson  ${theme.code("npx workshop read")}`,
    ],
    end: next,
  });
}

/** What stands to the left of one of the files to edit. */
function beside(focus: string[], at: number): string {
  if (at > 0) return " ".repeat(10);
  return focus.length === 1 ? "Your file " : "Your files";
}

/** What one task asks for. */
export function taskView(theme: Theme, task: Lesson["tasks"][number], resolve: Resolve): string {
  const { number, title, text } = task;
  return drawPage(theme, {
    title: `${number}. ${title}`,
    body: renderMarkdown(theme, text, { width: Math.min(roomOn(theme), readingWidth), resolve }).split("\n"),
    end: [`The whole lesson  ${theme.code("npx workshop read")}`],
  });
}

type Resolve = MarkdownOptions["resolve"] & {};

/** A text under a title, and where its links lead. */
export type Article = { title: string; right: string; text: string; resolve: Resolve };

/** A page of Markdown under a title, as lessons and the solutions' pages are. */
export function article(theme: Theme, { title, right, text, resolve }: Article): string {
  const width = Math.min(theme.width - 4, readingWidth);
  const body = renderMarkdown(theme, text, { width, resolve }).split("\n");
  const margin = theme.isPlain ? "" : "  ";
  return ["", theme.strong(title), ...wrap(theme.soft(right), width), "", ...body, ""]
    .map((line) => (margin + line).trimEnd())
    .join("\n");
}

function facts({ glyph }: Theme, { minutes, concepts }: Exercise): string {
  return [`${minutes} min`, concepts.join(", ")].join(` ${glyph.middot} `);
}
