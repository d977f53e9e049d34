import { parseAst } from "vite";

/** A piece of a source file, as it stands there. */
export type Region = {
  /** Number of its first line, from 1 on. */
  line: number;
  /** Without the indentation that all its lines share. */
  lines: string[];
};

/**
 * Finds a piece of a source, or says in half a sentence why it can't. It is named by
 * - nothing: the whole file;
 * - a name: `hash`, `Counter`, `Counter.view`, `Bank.#add`, `default.fetch`;
 * - a test's title: `it "keeps the count"`;
 * - its first and last line: `"migrations" … "]"`, each by a text that it contains, or one line alone: `"new_classes"`.
 */
export function findRegion(source: string, name: string): Region | { problem: string } {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  if (name === "") return cut(lines, 0, lines.at(-1) === "" ? lines.length - 2 : lines.length - 1);
  const quoted = /^"(.+?)"(?: … "(.+)")?$/.exec(name);
  if (quoted) return findLines(lines, quoted[1] as string, quoted[2]);
  return findByStructure(lines, name);
}

function findLines(lines: string[], first: string, last: string | undefined): Region | { problem: string } {
  const starts = lines.flatMap((line, index) => (line.includes(first) ? [index] : []));
  const [start] = starts;
  if (start === undefined) return { problem: `no line contains "${first}"` };
  if (starts.length > 1) return { problem: `${starts.length} lines contain "${first}"` };
  if (last === undefined) return cut(lines, start, start);
  const end = lines.findIndex((line, index) => index >= start && line.includes(last));
  return end < 0 ? { problem: `no line after "${first}" contains "${last}"` } : cut(lines, start, end);
}

function findByStructure(lines: string[], name: string): Region | { problem: string } {
  const source = lines.join("\n");
  let program: Node;
  try {
    program = parseAst(source, { lang: "ts" }) as unknown as Node;
  } catch {
    return { problem: "the file isn't TypeScript" };
  }
  const title = /^(?:it|describe) "(.+)"$/.exec(name)?.[1];
  const found = title === undefined ? declared(program, name.split(".")) : titled(program, title);
  if (found.length === 0) return { problem: `there is no ${title === undefined ? name : `test "${title}"`}` };
  if (found.length > 1) return { problem: `there are ${found.length} of that name` };
  const [{ start, end }] = found as [Node];
  return cut(lines, lineAt(source, start), lineAt(source, end - 1));
}

/** The nodes that declare a name, or a member of what has the first name. */
function declared(program: Node, [first, member]: string[]): Node[] {
  const outer = (program.body as Node[]).filter((statement) => {
    const isDefault = statement.type === "ExportDefaultDeclaration";
    return first === "default" ? isDefault : namesOf(statement).includes(first as string);
  });
  if (member === undefined) return outer;
  return outer.flatMap(membersOf).filter(({ key }) => nameOf(key as Node) === member);
}

function namesOf(statement: Node): string[] {
  const declaration = (statement.declaration as Node | null | undefined) ?? statement;
  const several = declaration.declarations as Node[] | undefined;
  const ids = several ? several.map(({ id }) => id as Node) : [declaration.id as Node | undefined];
  return ids.flatMap((id) => (id?.name ? [id.name as string] : []));
}

function membersOf(statement: Node): Node[] {
  let node = (statement.declaration as Node | null | undefined) ?? statement;
  while (node.expression) node = node.expression as Node;
  return ((node.body as Node | undefined)?.body as Node[] | undefined) ?? (node.properties as Node[] | undefined) ?? [];
}

function nameOf(key: Node | undefined): string {
  return `${key?.type === "PrivateIdentifier" ? "#" : ""}${key?.name ?? key?.value ?? ""}`;
}

/** The calls whose first argument is this title. */
function titled(node: unknown, title: string): Node[] {
  if (Array.isArray(node)) return node.flatMap((each) => titled(each, title));
  if (typeof node !== "object" || node === null) return [];
  const own = node as Node;
  if (own.type === "CallExpression" && (own.arguments as Node[])[0]?.value === title) return [own];
  return Object.values(own).flatMap((each) => titled(each, title));
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length - 1;
}

function cut(lines: string[], from: number, to: number): Region {
  const own = lines.slice(from, to + 1);
  const indents = own.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return { line: from + 1, lines: own.map((line) => line.slice(shared)) };
}

type Node = { type: string; start: number; end: number; [field: string]: unknown };
