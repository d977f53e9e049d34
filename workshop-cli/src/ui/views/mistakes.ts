import type { Exercise } from "../../course/exercise.ts";
import { renderMarkdown, type Target } from "../markdown.ts";
import { drawPage, type Line, roomOn } from "../page.ts";
import type { Theme } from "../theme.ts";

type Shown = { title: string; costs: string; file: Target };

/** What people get wrong in an exercise, and what that costs. */
export function mistakesView(theme: Theme, { title }: Pick<Exercise, "title">, mistakes: Shown[]): string {
  return drawPage(theme, {
    title: `${title}: often done wrong`,
    body: mistakes.flatMap((mistake, at) => [...(at === 0 ? [] : [""]), ...linesOf(theme, mistake)]),
    end: [mistakes.length === 0 ? "Nobody has written any down yet." : "Each of them is caught by a test."],
  });
}

function linesOf(theme: Theme, { title, costs, file }: Shown): Line[] {
  const render = (text: string) => renderMarkdown(theme, text, { width: Math.min(roomOn(theme), 88) }).split("\n");
  const [first = "", ...rest] = render(title);
  return [
    { mark: "failed", text: theme.strong(first) },
    ...rest.map(theme.strong),
    ...render(costs.charAt(0).toUpperCase() + costs.slice(1)),
    theme.soft(theme.leadTo(file.address, file.shown)),
  ];
}
