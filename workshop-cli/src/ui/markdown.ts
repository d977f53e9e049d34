import { lexer, type Token, type Tokens } from "marked";
import { paintCode } from "./code.ts";
import { padTo, widthOf, wrap } from "./text.ts";
import type { Theme } from "./theme.ts";

/** Renders Markdown for the terminal, wrapped to a width. */
export function renderMarkdown(theme: Theme, text: string, width: number): string {
  return blocks(theme, lexer(text), width).join("\n\n");
}

function blocks(theme: Theme, tokens: Token[], width: number): string[] {
  return tokens.map((token) => block(theme, token, width)).filter((rendered) => rendered !== "");
}

function block(theme: Theme, token: Token, width: number): string {
  switch (token.type) {
    case "heading":
      return heading(theme, token as Tokens.Heading, width);
    case "paragraph":
    case "text":
      return wrap(inline(theme, token.tokens ?? [token]), width).join("\n");
    case "code":
      return code(theme, token as Tokens.Code, width);
    case "list":
      return list(theme, token as Tokens.List, width);
    case "blockquote":
      return indent(
        blocks(theme, token.tokens ?? [], width - 2).join("\n\n"),
        theme.isPlain ? "" : `${theme.soft(theme.glyph.rail)} `,
      );
    case "table":
      return table(theme, token as Tokens.Table, width);
    case "hr":
      return theme.isPlain ? "" : theme.soft(theme.glyph.rule.repeat(Math.min(width, 20)));
    default:
      return "";
  }
}

function heading(theme: Theme, { depth, tokens }: Tokens.Heading, width: number): string {
  const sign = theme.hasColour ? "" : `${"#".repeat(depth)} `;
  const lines = wrap(sign + inline(theme, tokens), width);
  return lines.map((line) => (depth <= 2 ? theme.strong(line) : theme.link(line))).join("\n");
}

function code(theme: Theme, { text, lang }: Tokens.Code, width: number): string {
  const isScript = /^(ts|js|typescript|javascript|jsonc?)\b/.test(lang ?? "");
  const lines = (isScript ? paintCode(theme, text) : text).split("\n").flatMap((line) => wrap(line, width - 4));
  return indent(lines.join("\n"), "    ");
}

function list(theme: Theme, { ordered, start, items, loose }: Tokens.List, width: number): string {
  const rendered = items.map((item, at) => {
    const sign = ordered ? `${Number(start || 1) + at}.` : theme.soft(theme.isPlain ? "-" : theme.glyph.bullet);
    const hang = widthOf(sign) + 1;
    const text = blocks(theme, item.tokens, width - hang).join(loose ? "\n\n" : "\n");
    return `${sign} ${indent(text, " ".repeat(hang)).slice(hang)}`;
  });
  return rendered.join(loose ? "\n\n" : "\n");
}

/** A table that is too wide for the terminal, or is read aloud, becomes a list of its rows. */
function table(theme: Theme, { header, rows }: Tokens.Table, width: number): string {
  const heads = header.map((cell) => inline(theme, cell.tokens));
  const cells = rows.map((row) => row.map((cell) => inline(theme, cell.tokens)));
  const widths = heads.map((head, at) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[at] ?? ""))));
  const total = widths.reduce((sum, each) => sum + each + 2, -2);
  if (theme.isPlain || total > width) {
    const asList = cells.map((row) => row.map((cell, at) => `${theme.soft(`${heads[at]}:`)} ${cell}`).join("\n"));
    return asList.flatMap((each) => [wrap(each, width).join("\n")]).join("\n\n");
  }
  const drawn = (row: string[]) =>
    row
      .map((cell, at) => padTo(cell, widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = theme.soft(widths.map((each) => theme.glyph.rule.repeat(each)).join("  "));
  return [theme.strong(drawn(heads)), rule, ...cells.map(drawn)].join("\n");
}

function inline(theme: Theme, tokens: Token[]): string {
  return tokens.map((token) => span(theme, token)).join("");
}

function span(theme: Theme, token: Token): string {
  const inner = () => ("tokens" in token && token.tokens ? inline(theme, token.tokens) : plain(token));
  switch (token.type) {
    case "strong":
      return theme.strong(inner());
    case "em":
      return theme.emphasis(inner());
    case "codespan":
      return theme.code(plain(token));
    case "link":
      return link(theme, inner(), (token as Tokens.Link).href);
    case "br":
      return "\n";
    case "html":
      return "";
    default:
      return inner();
  }
}

function link(theme: Theme, text: string, href: string): string {
  return text === href ? theme.link(text) : `${text} ${theme.soft(`(${href})`)}`;
}

/** A line's end in the source is only a space; marked leaves some characters as entities. */
function plain(token: Token): string {
  const text = "text" in token ? String(token.text) : token.raw;
  return text.replace(/\n/g, " ").replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => (by + line).trimEnd())
    .join("\n");
}
