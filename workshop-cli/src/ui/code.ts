import type { Theme } from "./theme.ts";

/** Paints TypeScript just enough to be read: comments, strings and keywords. */
export function paintCode(theme: Theme, code: string): string {
  return code.replace(piece, (text, comment, string, keyword) => {
    if (comment !== undefined) return lines(text, theme.soft);
    if (string !== undefined) return lines(text, theme.good);
    return keyword === undefined ? text : theme.accent(text);
  });
}

const keywords =
  "abstract|as|async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|implements|import|in|instanceof|interface|let|new|null|of|override|private|readonly|return|satisfies|static|super|switch|this|throw|true|false|try|type|typeof|undefined|using|while|yield";
const piece = new RegExp(
  `(\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?\\*\\/)|("(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\.)*\`)|(?<![\\w.$])(${keywords})(?![\\w$:])`,
  "g",
);

function lines(text: string, paint: (line: string) => string): string {
  return text.split("\n").map(paint).join("\n");
}
