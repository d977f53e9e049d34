import type { Terminal } from "./terminal.ts";
import { cutTo, widthOf } from "./text.ts";

/** A last line that is drawn again and again, below output that stays. */
export type LiveLine = {
  set(text: string): void;
  /** Prints above the line. */
  print(text: string): void;
  clear(): void;
  /** Clears it, and listens to the window no more. */
  close(): void;
};

/** Opens a live line at the end of a stream. Where the cursor can't be moved nothing is drawn, and prints are just prints. */
export function openLiveLine(
  terminal: Pick<Terminal, "output" | "canRedraw" | "print" | "theme">,
  stream = terminal.output,
): LiveLine {
  let text = "";
  let drawn = "";

  const erase = () => {
    if (drawn === "") return;
    // A window made narrower has broken the line in two or more: all its rows go.
    const rows = Math.ceil(Math.max(1, widthOf(drawn)) / (stream.columns || 80));
    stream.write(`\r${rows > 1 ? `\u001b[${rows - 1}A` : ""}\u001b[J`);
    drawn = "";
  };
  const draw = () => {
    if (!terminal.canRedraw || text === "") return;
    drawn = cutTo(text, (stream.columns || 80) - 1, terminal.theme().glyph.more);
    stream.write(drawn);
  };
  const redraw = () => {
    erase();
    draw();
  };
  stream.on("resize", redraw);

  return {
    set(next) {
      text = next;
      if (next !== drawn) redraw();
    },
    print(output) {
      erase();
      terminal.print(output);
      draw();
    },
    clear() {
      text = "";
      erase();
    },
    close() {
      text = "";
      erase();
      stream.off("resize", redraw);
    },
  };
}

/** Shows on a terminal that something is going on, and what of it. Beside the answer: on the stream for errors. */
export function showProgress(terminal: Terminal, doing: string): { tell(what: string): void; end(): void } {
  if (!terminal.errors.isTTY || !terminal.canRedraw) return { tell: () => {}, end: () => {} };
  const { glyph, accent, soft } = terminal.theme();
  const line = openLiveLine(terminal, terminal.errors);
  let what = "";
  let frame = 0;
  const draw = () =>
    line.set(
      `${accent(glyph.spin[frame++ % glyph.spin.length] ?? "")}  ${doing}${what && soft(` ${glyph.middot} ${what}`)}`,
    );
  draw();
  const timer = setInterval(draw, 120);
  return {
    tell: (next) => {
      what = next;
    },
    end: () => {
      clearInterval(timer);
      line.close();
    },
  };
}
