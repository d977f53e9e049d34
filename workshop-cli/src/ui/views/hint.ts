import { renderMarkdown } from "../markdown.ts";
import { drawPage, type Line, roomOn } from "../page.ts";
import type { Theme } from "../theme.ts";

type Task = { number: number; title: string };

/** What helps with a task: one of its rungs, or the misconception that its failing tests give away; none after a pass. */
export type Hint =
  | { kind: "none"; title: string }
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

/** One hint, and how many more there are; `more` says how to get the next, and is `null` where that follows. */
export function hintView(theme: Theme, hint: Hint, more: string | null): string {
  if (hint.kind === "none") return nothingLeft(theme, hint.title);
  const { task } = hint;
  const right = theme.soft(`${task.number}. ${task.title}`);
  if (hint.kind === "mistake") {
    return drawPage(theme, {
      title: "A hint from your tests",
      right,
      body: mistakeLines(theme, hint),
      end: more === null ? [] : [`${counted(hint.rungs)} for the task itself  ${theme.code(more)}`],
    });
  }
  const { rung, of, text, broken } = hint;
  const left = of - rung;
  return drawPage(theme, {
    title: `Hint ${rung} of ${of}`,
    right,
    body: [...(broken === undefined ? [] : brokenLines(theme, broken)), ...rendered(theme, text)],
    end:
      left === 0
        ? [
            `That was the last one. The solution says why, too  ${theme.code("npx workshop solution")}`,
            `Sure that yours is right, and the tests are wrong?  ${theme.code("npx workshop report")}`,
          ]
        : more === null
          ? []
          : [`${left} more for this task, when you want ${left === 1 ? "it" : "them"}  ${theme.code(more)}`],
  });
}

function nothingLeft(theme: Theme, title: string): string {
  return drawPage(theme, {
    title: "No hint is needed",
    right: theme.soft(title),
    body: ["Every task passes."],
    end: [
      `The stretch is at the lesson's end  ${theme.code("npx workshop read")}`,
      `The hints of a task all the same  ${theme.code("npx workshop hint --task 1")}`,
    ],
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
