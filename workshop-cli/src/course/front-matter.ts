import { courseError } from "./course-error.ts";

/** One `key: value` of a front matter, and the line it stands on. */
export type Field = { value: string | string[]; line: number };

/** The fields of a front matter, and where the text after it begins. */
export type FrontMatter = { fields: Map<string, Field>; bodyStart: number; bodyLine: number };

/**
 * Reads the flat subset of YAML that exercises use: `key: value` and `key: [a, b]`, one a line.
 * What it accepts, YAML reads the same way, so that GitHub shows it right. `null` when the closing `---` isn't there.
 */
export function parseFrontMatter(text: string, file: string): FrontMatter | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const fields = new Map<string, Field>();
  let offset = start;
  for (let number = 1; offset < text.length; number++) {
    const newline = text.indexOf("\n", offset);
    if (newline === -1 && text.slice(offset).trimEnd() !== "---") return null;
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(offset, end).trimEnd();
    offset = end + 1;
    if (number === 1) {
      if (line !== "---")
        throw courseError(file, 1, "The front matter is missing.", "Begin the file with a line `---`.");
    } else if (line === "---") {
      return { fields, bodyStart: Math.min(offset, text.length), bodyLine: number + 1 };
    } else if (line !== "" && !line.startsWith("#")) {
      addField(fields, line, { file, number });
    }
  }
  return null;
}

type Place = { file: string; number: number };

function addField(fields: Map<string, Field>, line: string, place: Place): void {
  const parts = LINE.exec(line);
  if (!parts) throw wrong(place, `\`${line}\` isn't of the form \`key: value\`.`);
  const [, key = "", plain, written = ""] = parts;
  if (fields.has(key)) throw wrong(place, `\`${key}\` is there twice.`);
  if (plain !== undefined) {
    fields.set(key, { value: plain, line: place.number });
    return;
  }
  const value = withoutComment(written);
  if (value === "") throw wrong(place, `\`${key}\` has no value on its line.`);
  const parsed = value.startsWith("[") ? parseList(value, place) : parseScalar(value, place);
  fields.set(key, { value: parsed, line: place.number });
}

function withoutComment(written: string): string {
  if (!written.includes("#")) return written.trim();
  if (written.startsWith("#")) return "";
  for (let i = 0, quote = ""; i < written.length; i++) {
    const char = written[i] as string;
    if (quote === '"' && char === "\\") i++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if ((char === '"' || char === "'") && opensQuote(written, i)) quote = char;
    else if (char === "#" && /\s/.test(written[i - 1] ?? "")) return written.slice(0, i).trimEnd();
  }
  return written.trim();
}

function opensQuote(written: string, at: number): boolean {
  const before = written.slice(0, at).trimEnd();
  return before === "" || (written.startsWith("[") && /[[,]$/.test(before));
}

function parseScalar(value: string, place: Place): string {
  if (value.startsWith('"')) return parseDoubleQuoted(value, place);
  if (value.startsWith("'")) {
    if (!/^'(?:[^']|'')*'$/.test(value)) throw wrong(place, `The quotes of ${value} don't match.`);
    return value.slice(1, -1).replaceAll("''", "'");
  }
  if (/^[-?:,[\]{}#&*!|>%@`]/.test(value) || /: |:$/.test(value) || value.includes("\t")) {
    throw wrong(place, `\`${value}\` means something else in YAML.`, 'Put it in quotes: key: "value".');
  }
  return value;
}

function parseDoubleQuoted(value: string, place: Place): string {
  try {
    return JSON.parse(value) as string;
  } catch {
    throw wrong(place, `The quotes of ${value} don't match.`);
  }
}

function parseList(value: string, place: Place): string[] {
  if (!value.endsWith("]")) throw wrong(place, "A list must be closed on its line.");
  const inside = value.slice(1, -1).trim();
  if (PLAIN_LIST.test(inside)) return inside.split(",").map((item) => item.trim());
  const item = /\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}"'][^,[\]{}]*?)\s*(?:,|$)/y;
  const items: string[] = [];
  while (item.lastIndex < inside.length) {
    const at = item.lastIndex;
    const found = item.exec(inside);
    if (!found) throw wrong(place, `\`${inside.slice(at).trim()}\` isn't an item of a list.`);
    items.push(parseScalar(found[1] as string, place));
  }
  return items;
}

function wrong(place: Place, problem: string, remedy = "Write `key: value` or `key: [a, b]`, each on one line.") {
  return courseError(place.file, place.number, problem, remedy);
}

/** A line, and apart from other values a plain one: nothing in it can mean anything else, and nearly every value is one. */
const LINE = /^([a-z][a-z-]*):(?: +(?:([A-Za-z0-9][\w ,./()'-]*)|(.*)))?$/;

/** Words between single commas: nothing in it can mean anything else, and nearly every list is one. */
const PLAIN_LIST = /^[A-Za-z0-9][\w ./>-]*(?:,[ ]*[A-Za-z0-9][\w ./>-]*)*$/;
