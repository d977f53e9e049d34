import { stripVTControlCharacters } from "node:util";

/** Columns that a text takes on screen: escape sequences take none, wide characters two. */
export function widthOf(text: string): number {
  if (oneColumnEach.test(text)) return text.length;
  const bare = stripVTControlCharacters(text);
  if (oneColumnEach.test(bare)) return bare.length;
  return graphemesOf(bare).reduce((width, each) => width + (wide.test(each) ? 2 : 1), 0);
}

/** What of a foreign text can be shown without moving the cursor or changing colours. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll("\t", "  ").replace(controls, "");
}

/** Fills up with spaces on the right. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Cuts a text to a width, with `more` at the end where something is missing. */
export function cutTo(text: string, width: number, more: string): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  let taken = widthOf(more);
  for (const piece of pieces(text)) {
    if (piece.startsWith("\u001b")) {
      cut += piece;
      continue;
    }
    taken += widthOf(piece);
    if (taken <= width) cut += piece;
  }
  return cut.trimEnd() + more;
}

/** Breaks a text into lines of a width, at spaces where there are any; every line ends with its styles closed. */
export function wrap(text: string, width: number): string[] {
  const lines = text.split("\n").flatMap((line) => wrapLine(line, Math.max(1, width)));
  return text.includes("\u001b") ? carryStyles(lines) : lines;
}

/** Puts `right` at the right edge, of a line below where both don't fit on one. */
export function spread(left: string, right: string, width: number): string {
  const gap = width - widthOf(left) - widthOf(right);
  if (gap >= 2) return left + " ".repeat(gap) + right;
  return `${left}\n${" ".repeat(Math.max(0, width - widthOf(right)))}${right}`;
}

/** Letters, punctuation, arrows, lines and shapes that take one column and join with nothing: most of what is drawn. */
const oneColumnEach =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25f0\u2605\u2713\u2717]*$/;
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const style = /\u001b\[[0-9;]*m|\u001b\]8;[^;\u001b]*;[^\u001b]*\u001b\\/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const styleKept = new RegExp(`(${style.source})`);

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const [indent = ""] = stripVTControlCharacters(line).match(/^ */) ?? [];
  const lines: string[] = [];
  let current = "";
  // Spaces within a line stay as they are, for code is wrapped as well; at its end they go.
  for (const [, gap = "", word = ""] of line.matchAll(/( *)([^ ]+)/g)) {
    if (widthOf(current + gap + word) <= width) {
      current += gap + word;
      continue;
    }
    if (current.trim() !== "") lines.push(current);
    current = current.trim() === "" ? current + gap + word : indent + word;
    while (widthOf(current) > width) {
      const [head, tail] = breakAt(current, width);
      lines.push(head);
      current = tail;
    }
  }
  return [...lines, current];
}

function breakAt(text: string, width: number): [string, string] {
  let head = "";
  for (const piece of pieces(text)) {
    // One piece at least, or nothing would ever get shorter.
    if (head !== "" && widthOf(head + piece) > width) break;
    head += piece;
  }
  return [head, text.slice(head.length)];
}

/** A rail is drawn between lines, so a style that goes on is closed before it and opened again after it. */
function carryStyles(lines: string[]): string[] {
  let open: string[] = [];
  return lines.map((line) => {
    const prefix = open.join("");
    for (const [code] of line.matchAll(style)) open = isLink(code) ? applyLink(open, code) : applyStyle(open, code);
    return prefix + line + (open.some(isLink) ? linkEnd : "") + (open.some(isStyle) ? "\u001b[0m" : "");
  });
}

/** Ends a link that began with the same sequence and an address in it. */
export const linkEnd = "\u001b]8;;\u001b\\";

function isLink(code: string): boolean {
  return code.startsWith("\u001b]8;");
}

function isStyle(code: string): boolean {
  return !isLink(code);
}

function applyLink(open: string[], code: string): string[] {
  const others = open.filter(isStyle);
  return code === linkEnd ? others : [...others, code];
}

function applyStyle(open: string[], code: string): string[] {
  const closes: Record<string, RegExp> = { 22: /\[[12]m/, 23: /\[3m/, 24: /\[4m/, 27: /\[7m/, 39: /\[(3[0-7]|9\d)m/ };
  const number = code.slice(2, -1);
  if (number === "0") return open.filter(isLink);
  const closed = closes[number];
  return closed ? open.filter((each) => !closed.test(each)) : [...open, code];
}

function pieces(text: string): string[] {
  return text.split(styleKept).flatMap((part) => {
    if (part.startsWith("\u001b")) return [part];
    return oneColumnEach.test(part) ? [...part] : graphemesOf(part);
  });
}

/** To make the segmenter takes longer than to draw a screen, and most texts need none. */
let segmenter: Intl.Segmenter | undefined;

/** What people take for one character each. */
function graphemesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
