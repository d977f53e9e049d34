import { renderMarkdown } from "../markdown.ts";
import { drawPage, type Line, roomOn } from "../page.ts";
import type { Theme } from "../theme.ts";

type Task = { number: number; title: string };

/** What helps with a task: one of its rungs, or the misconception that its failing tests give away. */
export type Hint =
  | {
      kind: "rung";
      task: Task;
      rung: number;
      of: number;
      text: string;
      /** Something that the starter had and that fails now, as its test says it. */
      broken?: string;
    }
  | { kind: "mistake"; task: Task; title: string; costs: string; question: string; rungs: number };

/** One hint, and how many more there are; `more` says how to get the next. */
export function hintView(theme: Theme, hint: Hint, more: string): string {
  const { task } = hint;
  const right = theme.soft(`${task.number}. ${task.title}`);
  if (hint.kind === "mistake") {
    return drawPage(theme, {
      title: "A hint from your tests",
      right,
      body: mistakeLines(theme, hint),
      end: [`${counted(hint.rungs)} for the task itself  ${theme.code(more)}`],
    });
  }
  const { rung, of, text, broken } = hint;
  const isLast = rung === of;
  return drawPage(theme, {
    title: `Hint ${rung} of ${of}`,
    right,
    body: [...(broken === undefined ? [] : brokenLines(theme, broken)), ...rendered(theme, text)],
    end: isLast
      ? [
          `That was the last one. The solution says why, too  ${theme.code("npx workshop solution")}`,
          `Sure that yours is right, and the tests are wrong?  ${theme.code("npx workshop report")}`,
        ]
      : [`${of - rung} more for this task, when you want ${of - rung === 1 ? "it" : "them"}  ${theme.code(more)}`],
  });
}

function brokenLines(theme: Theme, name: string): Line[] {
  return [
    { mark: "attention", text: `Something that was given is broken: "${name}"` },
    `What you changed  ${theme.code("npx workshop diff --starter")}`,
    "",
  ];
}

function mistakeLines(theme: Theme, { title, costs, question }: Hint & { kind: "mistake" }): Line[] {
  return [
    "Exactly these tests of the task fail when",
    { mark: "attention", text: theme.strong(inline(theme, title)) },
    ...rendered(theme, `${costs.charAt(0).toUpperCase()}${costs.slice(1)}`),
    "",
    ...rendered(theme, question),
  ];
}

function inline(theme: Theme, text: string): string {
  return renderMarkdown(theme, text, { width: 1000 });
}

function rendered(theme: Theme, text: string): string[] {
  return renderMarkdown(theme, text, { width: Math.min(roomOn(theme), 88) }).split("\n");
}

function counted(rungs: number): string {
  return rungs === 1 ? "There is one hint" : `There are ${rungs} hints`;
}
