/** Every sign that is drawn. Each is one column wide, so that columns stand. */
export type Glyphs = typeof unicodeGlyphs;

/** For terminals whose locale is UTF-8. */
export const unicodeGlyphs = {
  railStart: "┌",
  rail: "│",
  railEnd: "└",
  rule: "─",
  passed: "✓",
  failed: "✗",
  open: "○",
  current: "▸",
  attention: "▲",
  note: "●",
  step: "◇",
  star: "★",
  bullet: "•",
  barFull: "━",
  barRest: "┄",
  more: "…",
  arrow: "→",
  middot: "·",
  spin: ["◐", "◓", "◑", "◒"],
};

/** For all others. */
export const asciiGlyphs: Glyphs = {
  railStart: "+",
  rail: "|",
  railEnd: "+",
  rule: "-",
  passed: "v",
  failed: "x",
  open: "o",
  current: ">",
  attention: "!",
  note: "i",
  step: "*",
  star: "*",
  bullet: "-",
  barFull: "#",
  barRest: ".",
  more: "~",
  arrow: ">",
  middot: "-",
  spin: ["|", "/", "-", "\\"],
};

/** Typographic characters of texts, in ASCII. What learners' code prints isn't touched by it. */
export function toAscii(text: string): string {
  return text.replace(/[‘’“”–—…→←≤≥×·•✓✗★\u00a0]/g, (each) => ascii[each] ?? "?");
}

const ascii: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "→": "->",
  "←": "<-",
  "≤": "<=",
  "≥": ">=",
  "×": "x",
  "·": "-",
  "•": "-",
  "✓": "v",
  "✗": "x",
  "★": "*",
  "\u00a0": " ",
};
