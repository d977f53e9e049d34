/**
 * How a line of code reads, whoever formatted it: spaces within strings and comments stay, others go; quotes are alike;
 * a semicolon or comma at an end goes.
 */
export function readingOf(line: string): string {
  const pieces = (line.match(piece) ?? []).filter((each) => each.trim() !== "");
  const comments = pieces.filter(isComment);
  const code = pieces.filter((each) => !isComment(each)).map((each) => (isString(each) ? withPlainQuotes(each) : each));
  const last = code.at(-1);
  if (last === ";" || last === ",") code.pop();
  return [...code.filter((each, at) => each !== "," || !/^[)\]}]$/.test(code[at + 1] ?? "")), " ", ...comments].join(
    "",
  );
}

/** A comment, a string that ends on its line, or one character of anything else. */
const piece = /\/\/.*|\/\*.*?(?:\*\/|$)|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|./g;

function isComment(text: string): boolean {
  return text.startsWith("//") || text.startsWith("/*");
}

function isString(text: string): boolean {
  return text.length > 1 && /^["'`]/.test(text);
}

function withPlainQuotes(text: string): string {
  return text.replace(/^'([^"\\]*)'$/, '"$1"');
}
