import type { WorkshopError } from "../../errors.ts";
import { markOf } from "../page.ts";
import { wrap } from "../text.ts";
import type { Theme } from "../theme.ts";

/** What happened and where, and what to do next. */
export function problemView(theme: Theme, { message, remedy }: Pick<WorkshopError, "message" | "remedy">): string {
  const mark = theme.isPlain ? "Problem:" : theme.bad(theme.glyph.attention);
  const [first = "", ...rest] = wrap(message, theme.width - 3);
  return [
    `${mark}  ${first}`,
    ...rest.map((line) => `   ${line}`),
    ...wrap(remedy, theme.width - 3).map((line) => `   ${line}`),
  ].join("\n");
}

/** A fault of the workshop itself: everything that helps to find it. */
export function bugView(theme: Theme, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    problemView(theme, {
      message: "The workshop itself has a fault; it isn't yours. Your files and your progress are as they were.",
      remedy: "Please report it, with the lines below, where you got the workshop from (its Issues page):",
    }),
    "",
    ...stack.split("\n").map((line) => `   ${theme.soft(line)}`),
    `   ${theme.soft(`Node ${process.version}, ${process.platform} ${process.arch}`)}`,
  ].join("\n");
}

/** Something to know before the answer: one sentence or two. */
export function noticeView(theme: Theme, text: string): string {
  return wrap(text, theme.width - 3)
    .map((line, at) => (at === 0 ? `${markOf(theme, "note")}  ${line}` : `   ${line}`))
    .join("\n");
}
