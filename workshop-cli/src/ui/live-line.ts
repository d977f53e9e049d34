import type { Terminal } from "./terminal.ts";
import { cutTo, widthOf } from "./text.ts";

/** A last line that is drawn again and again, below output that stays. */
export type LiveLine = {
  /** What to draw; asked again when the window was resized. */
  set(text: () => string): void;
  /** Prints above the line. */
  print(text: string): void;
  /** Takes the line away, and listens to the window no more. */
  close(): void;
};

/** Opens a live line at the end of a stream. Where the cursor can't be moved nothing is drawn, and prints are just prints. */
export function openLiveLine(terminal: Terminal, stream = terminal.output): LiveLine {
  let text = () => "";
  let drawn = "";

  const erased = () => {
    if (drawn === "") return "";
    // A window made narrower has broken the line in two or more: all its rows go.
    const rows = Math.ceil(widthOf(drawn) / (stream.columns || 80));
    drawn = "";
    // One row by itself: to clear the screen from its top is kept as a page of its own by some terminals.
    return rows > 1 ? `\r\u001b[${rows - 1}A\u001b[J` : "\r\u001b[K";
  };
  const redraw = () => {
    const before = erased();
    if (terminal.canRedraw) drawn = cutTo(text(), (stream.columns || 80) - 1, terminal.theme().glyph.more);
    // In one piece, so that nothing flickers.
    if (before + drawn !== "") stream.write(before + drawn);
  };
  stream.on("resize", redraw);

  return {
    set(next) {
      text = next;
      redraw();
    },
    print(output) {
      stream.write(erased());
      terminal.print(output);
      redraw();
    },
    close() {
      text = () => "";
      redraw();
      stream.off("resize", redraw);
    },
  };
}

/** Shows on a terminal that something is going on, and what of it. Beside the answer: on the stream for errors. */
export function showProgress(terminal: Terminal, doing: string): { tell(what: string): void; end(): void } {
  if (!terminal.errors.isTTY || !terminal.canRedraw) return { tell: () => {}, end: () => {} };
  const line = openLiveLine(terminal, terminal.errors);
  let what = "";
  let frame = 0;
  const draw = () => line.set(() => progressLine(terminal, frame, doing, what));
  draw();
  const timer = setInterval(() => {
    frame++;
    draw();
  }, 120);
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

/** A turning sign, and what is going on. */
export function progressLine({ theme }: Terminal, frame: number, doing: string, what: string): string {
  const { glyph, accent, soft } = theme();
  const sign = accent(glyph.spin[frame % glyph.spin.length] ?? "");
  return `${sign}  ${doing}${what === "" ? "" : soft(` ${glyph.middot} ${what}`)}`;
}
