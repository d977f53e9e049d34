import { renderMarkdown } from "../markdown.ts";
import { drawPage, roomOn } from "../page.ts";
import type { Theme } from "../theme.ts";

/** A rung of the hints of a task. */
export type Hint = { task: { number: number; title: string }; rung: number; of: number; text: string };

/** One hint, and how many more there are. */
export function hintView(theme: Theme, { task, rung, of, text }: Hint): string {
  const rest = of - rung;
  return drawPage(theme, {
    title: `Hint ${rung} of ${of}`,
    right: theme.soft(`${task.number}. ${task.title}`),
    body: renderMarkdown(theme, text, Math.min(roomOn(theme), 88)).split("\n"),
    end: [
      rest > 0
        ? `${rest} more for this task, when you want ${rest === 1 ? "it" : "them"}`
        : "That was the last one. The solution says why, too: npx workshop solution",
    ],
  });
}
