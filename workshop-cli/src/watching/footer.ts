import type { LiveLine } from "../ui/live-line.ts";
import { widthOf } from "../ui/text.ts";
import type { Theme } from "../ui/theme.ts";

/** What the last line of a watch says: the keys, what is being graded, or a question. */
export type Footer = {
  keys(): void;
  grading(): void;
  /** Names the test that runs. */
  during(test: string): void;
  ask(question: string): void;
  hide(): void;
};

/** The keys of a watch, in the order of the footer. */
export const watchKeys: [key: string, does: string][] = [
  ["h", "hint"],
  ["d", "diff"],
  ["l", "list"],
  ["n", "next"],
  ["o", "open"],
  ["r", "run again"],
  ["q", "quit"],
];

/** Draws the footer on a live line. */
export function openFooter(line: LiveLine, theme: () => Theme): Footer {
  let timer: NodeJS.Timeout | undefined;
  const still = (text: string) => {
    clearInterval(timer);
    line.set(text);
  };
  let test = "";
  return {
    keys: () => still(keysLine(theme())),
    grading() {
      clearInterval(timer);
      test = "";
      let frame = 0;
      const draw = () => line.set(gradingLine(theme(), frame++, test));
      draw();
      timer = setInterval(draw, 120);
    },
    during(name) {
      test = name;
    },
    ask: (question) => still(`${theme().accent(theme().glyph.step)}  ${question}  ${theme().strong("y / n")}`),
    hide: () => still(""),
  };
}

/** All keys in a line; their letters alone where there is no room. */
export function keysLine(theme: Theme): string {
  const one = (key: string, does: string) =>
    theme.hasColour ? `${theme.accent(key)} ${theme.soft(does)}` : `[${key}] ${does}`;
  const long = watchKeys.map(([key, does]) => one(key, does)).join("  ");
  return widthOf(long) < theme.width ? long : `Keys: ${watchKeys.map(([key]) => theme.accent(key)).join(" ")}`;
}

function gradingLine(theme: Theme, frame: number, test: string): string {
  const { glyph, accent, soft } = theme;
  const what = test === "" ? "" : soft(` ${glyph.middot} ${test}`);
  return `${accent(glyph.spin[frame % glyph.spin.length] ?? "")}  Grading${what}`;
}
