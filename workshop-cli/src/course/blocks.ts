/**
 * Finds where the block that encloses a place ends, in TypeScript or JSON with comments.
 *
 * @param from offset from which on to look; it lies in the block, outside strings and comments.
 * @returns offset of the closing brace or bracket, or the text's end where nothing encloses the place.
 */
export function endOfBlock(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const skipped = skipText(text, at);
    if (skipped > at) {
      at = skipped - 1;
      continue;
    }
    const char = text[at] as string;
    if ("{[(".includes(char)) depth++;
    if ("}])".includes(char) && depth-- === 0) return at;
  }
  return text.length;
}

/** Makes spaces of a text's comments; its lines stay where they are. */
export function withoutComments(text: string): string {
  let code = "";
  for (let at = 0; at < text.length; ) {
    const end = Math.max(skipText(text, at), at + 1);
    const piece = text.slice(at, end);
    code += /^\/[/*]/.test(piece) ? piece.replace(/[^\n]/g, " ") : piece;
    at = end;
  }
  return code;
}

/** Offset behind the string, template or comment that begins here; the same offset where none does. */
function skipText(text: string, at: number): number {
  if (text.startsWith("//", at)) return endOf("\n", at, text);
  if (text.startsWith("/*", at)) return endOf("*/", at + 2, text) + 2;
  const quote = text[at];
  if (quote === '"' || quote === "'") return skipQuoted(text, at, quote);
  if (quote === "`") return skipTemplate(text, at);
  return at;
}

function skipQuoted(text: string, at: number, quote: string): number {
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === "\\") next++;
    else if (text[next] === quote || text[next] === "\n") return next + 1;
  }
  return text.length;
}

function skipTemplate(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next++) {
    if (text[next] === "\\") next++;
    else if (text[next] === "`") return next + 1;
    else if (text.startsWith("${", next)) next = endOfBlock(text, next + 2);
  }
  return text.length;
}

function endOf(sign: string, from: number, text: string): number {
  const end = text.indexOf(sign, from);
  return end === -1 ? text.length : end;
}
