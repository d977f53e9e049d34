import { type LiveLine, progressLine } from "../ui/live-line.ts";
import type { Terminal } from "../ui/terminal.ts";
import { widthOf } from "../ui/text.ts";
import type { Theme } from "../ui/theme.ts";

/** What the last line of a watch says: the keys, what is being graded, or a question. */
export type Footer = {
  keys(): void;
  grading(): void;
  /** Names the test that runs. */
  during(test: string): void;
  ask(question: string): void;
  close(): void;
};

/** The keys of a watch, in the order of the footer. */
export const watchKeys: [key: string, does: string][] = [
  ["h", "hint"],
  ["d", "diff"],
  ["x", "x-ray"],
  ["l", "list"],
  ["n", "next"],
  ["o", "open"],
  ["r", "run again"],
  ["q", "quit"],
];

/** Draws the footer on a live line. */
export function openFooter(terminal: Terminal, line: LiveLine): Footer {
  let timer: NodeJS.Timeout | undefined;
  let test = "";
  const still = (text: () => string) => {
    clearInterval(timer);
    timer = undefined;
    line.set(text);
  };
  return {
    keys: () => still(() => keysLine(terminal.theme())),
    grading() {
      if (timer !== undefined) return;
      test = "";
      let frame = 0;
      const draw = () => line.set(() => progressLine(terminal, frame, "Grading", test));
      draw();
      timer = setInterval(() => {
        frame++;
        draw();
      }, 120);
    },
    during(name) {
      test = name;
    },
    ask: (question) => still(() => questionLine(terminal.theme(), question)),
    close: () => still(() => ""),
  };
}

/** The footer where nothing can be drawn again: the keys are told once, questions each time. */
export function openPlainFooter(terminal: Terminal, isImmediate: boolean): Footer {
  let told = false;
  let asked = "";
  return {
    keys() {
      asked = "";
      if (told) return;
      told = true;
      const keys = watchKeys.map(([key, does]) => `${key} ${does}`).join(", ");
      terminal.print(`Keys: ${keys}.${isImmediate ? "" : " Each followed by Enter."}`);
    },
    grading: () => {},
    during: () => {},
    ask(question) {
      if (question !== asked) terminal.print(`${question} y or n`);
      asked = question;
    },
    close: () => {},
  };
}

/** All keys in a line; their letters alone where there is no room. */
export function keysLine(theme: Theme): string {
  const one = (key: string, does: string) =>
    theme.hasColour ? `${theme.accent(key)} ${theme.soft(does)}` : `[${key}] ${does}`;
  const long = watchKeys.map(([key, does]) => one(key, does)).join("  ");
  return widthOf(long) < theme.width ? long : `Keys: ${watchKeys.map(([key]) => theme.accent(key)).join(" ")}`;
}

function questionLine({ accent, strong, glyph }: Theme, question: string): string {
  return `${accent(glyph.step)}  ${question}  ${strong("y / n")}`;
}
