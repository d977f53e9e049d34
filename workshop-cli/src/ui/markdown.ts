import { lexer, type Token, type Tokens } from "marked";
import { paintCode } from "./code.ts";
import { padTo, widthOf, wrap } from "./text.ts";
import type { Theme } from "./theme.ts";

export type MarkdownOptions = {
  width: number;
  /** What an address in the text leads to; by itself, when absent. */
  resolve?: (href: string) => Target;
  /** Where the terminal doesn't know links: addresses below the text, or none, where the text is read elsewhere too. */
  notes?: "below" | "none";
};

/** Where a link leads: as an address that a terminal opens, and as people are shown it. */
export type Target = { address: string; shown: string };

/**
 * Renders Markdown for the terminal, wrapped to a width. Where the terminal knows links, their texts lead there;
 * elsewhere they are numbered, and their addresses stand below.
 */
export function renderMarkdown(theme: Theme, text: string, options: MarkdownOptions): string {
  const { width, resolve = asWritten, notes: where = "below" } = options;
  const notes: string[] = [];
  const page: Page = {
    ...theme,
    lead(text, href) {
      const { address, shown } = resolve(href);
      if (text === href || theme.hasLinks) return theme.leadTo(address, theme.link(text));
      if (where === "none") return text;
      if (!notes.includes(shown)) notes.push(shown);
      return `${text} ${theme.soft(`[${notes.indexOf(shown) + 1}]`)}`;
    },
  };
  const body = blocks(page, lexer(text), width);
  // An address isn't broken: who clicks on it, or copies it, wants it whole.
  const below = notes.map((shown, at) => theme.soft(`[${at + 1}] ${shown}`)).join("\n");
  return [...body, ...(below === "" ? [] : [below])].join("\n\n");
}

/** A theme that knows what to do with links. */
type Page = Theme & { lead(text: string, href: string): string };

function asWritten(href: string): Target {
  return { address: href, shown: href };
}

function blocks(theme: Page, tokens: Token[], width: number): string[] {
  return tokens.map((token) => block(theme, token, width)).filter((rendered) => rendered !== "");
}

function block(theme: Page, token: Token, width: number): string {
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

function heading(theme: Page, { depth, tokens }: Tokens.Heading, width: number): string {
  const sign = theme.hasColour ? "" : `${"#".repeat(depth)} `;
  const lines = wrap(sign + inline(theme, tokens), width);
  return lines.map((line) => (depth <= 2 ? theme.strong(line) : theme.link(line))).join("\n");
}

function code(theme: Page, { text, lang }: Tokens.Code, width: number): string {
  const isScript = /^(ts|js|typescript|javascript|jsonc?)\b/.test(lang ?? "");
  const lines = (isScript ? paintCode(theme, text) : text).split("\n").flatMap((line) => wrap(line, width - 4));
  return indent(lines.join("\n"), "    ");
}

function list(theme: Page, { ordered, start, items, loose }: Tokens.List, width: number): string {
  const rendered = items.map((item, at) => {
    const sign = ordered ? `${Number(start || 1) + at}.` : theme.soft(theme.isPlain ? "-" : theme.glyph.bullet);
    const hang = widthOf(sign) + 1;
    const text = blocks(theme, item.tokens, width - hang).join(loose ? "\n\n" : "\n");
    return `${sign} ${indent(text, " ".repeat(hang)).slice(hang)}`;
  });
  return rendered.join(loose ? "\n\n" : "\n");
}

/** A table that is too narrow to be read in columns, or is read aloud, becomes a list of its rows. */
function table(theme: Page, { header, rows }: Tokens.Table, width: number): string {
  const heads = header.map((cell) => inline(theme, cell.tokens));
  const cells = rows.map((row) => row.map((cell) => inline(theme, cell.tokens)));
  const natural = heads.map((head, at) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[at] ?? ""))));
  const widths = theme.isPlain ? null : fitted(natural, width - 2 * (heads.length - 1));
  if (widths === null) {
    const asList = cells.map((row) => row.map((cell, at) => `${theme.soft(`${heads[at]}:`)} ${cell}`).join("\n"));
    return asList.flatMap((each) => [wrap(each, width).join("\n")]).join("\n\n");
  }
  const drawn = (row: string[]) => {
    const columns = row.map((cell, at) => wrap(cell, widths[at] as number));
    const height = Math.max(...columns.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, at) => padTo(column[line] ?? "", widths[at] as number))
        .join("  ")
        .trimEnd(),
    ).join("\n");
  };
  const rule = theme.soft(widths.map((each) => theme.glyph.rule.repeat(each)).join("  "));
  return [theme.strong(drawn(heads)), rule, ...cells.map(drawn)].join("\n");
}

/** Widths of columns that fit together, the widest of them cut; `null` where they would get too narrow to be read. */
function fitted(natural: number[], room: number): number[] | null {
  const widths = [...natural];
  for (let over = widths.reduce((sum, each) => sum + each, -room); over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] as number) <= narrowest) return null;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

const narrowest = 12;

function inline(theme: Page, tokens: Token[]): string {
  return tokens.map((token) => span(theme, token)).join("");
}

function span(theme: Page, token: Token): string {
  const inner = () => ("tokens" in token && token.tokens ? inline(theme, token.tokens) : plain(token));
  switch (token.type) {
    case "strong":
      return theme.strong(inner());
    case "em":
      return theme.emphasis(inner());
    case "codespan":
      return theme.code(plain(token));
    case "link":
      return theme.lead(inner(), (token as Tokens.Link).href);
    case "br":
      return "\n";
    case "html":
      return "";
    default:
      return inner();
  }
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
