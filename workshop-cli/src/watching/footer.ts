import { type LiveLine, progressLine } from "../ui/live-line.ts";
import type { Terminal } from "../ui/terminal.ts";
import { widthOf } from "../ui/text.ts";
import type { Theme } from "../ui/theme.ts";
import { type KeyMoment, keysFor, type WatchKey, watchKeys } from "./watch-keys.ts";

/** What the last line of a watch says: the keys, what is being graded, or a question. */
export type Footer = {
  keys(moment: KeyMoment): void;
  grading(): void;
  /** Names the test that runs. */
  during(test: string): void;
  ask(question: string): void;
  close(): void;
};

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
    keys: (moment) => still(() => keysLine(terminal.theme(), moment)),
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
      const keys = watchKeys.map(({ key, name }) => `${key} ${name}`).join(", ");
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

/** The keys in a line, the most useful now first; what there is no room for is behind the last but one. */
export function keysLine(theme: Theme, moment: KeyMoment): string {
  const drawn = ({ key, name }: WatchKey) =>
    theme.hasColour ? `${theme.accent(key)} ${theme.soft(name)}` : `[${key}] ${name}`;
  const always = watchKeys.filter(({ key }) => key === "?" || key === "q").map(drawn);
  const chosen: string[] = [];
  for (const next of keysFor(moment).map(drawn)) {
    if (widthOf([...chosen, next, ...always].join(between)) >= theme.width) break;
    chosen.push(next);
  }
  return [...chosen, ...always].join(between);
}

const between = "  ";

function questionLine({ accent, strong, glyph }: Theme, question: string): string {
  return `${accent(glyph.step)}  ${question}  ${strong("y / n")}`;
}
