import type { SchemaObject } from "./contents.ts";

/** How a virtual table is brought back; its shadow tables can't be written by SQL. */
export type VirtualTable =
  /** By its own rows. */
  | { state: "rows" }
  /** Its index is built again, from the table that has its content. */
  | { state: "rebuilt" }
  /** It only shows what another table has. */
  | { state: "shown" }
  /** It keeps an index of text that it doesn't keep. */
  | { state: "lost" };

/** Tells how to bring back a virtual table, or `null` for an ordinary one. */
export function virtualTable({ sql }: SchemaObject): VirtualTable | null {
  const module = moduleOf(sql);
  if (module === null) return null;
  if (module === "fts5vocab") return { state: "shown" };
  const content =
    module === "fts5" ? /[(,]\s*content\s*=\s*('[^']*'|"[^"]*"|\[[^\]]*\]|[^\s,)]+)/i.exec(sql)?.[1] : null;
  if (content === undefined || content === null) return { state: "rows" };
  return { state: content.length > 2 || /\w/.test(content) ? "rebuilt" : "lost" };
}

/** Whether a table is an FTS5 index. Its rows have a `rowid` beside their columns, and it has settings. */
export function isFullText({ sql }: SchemaObject): boolean {
  return moduleOf(sql) === "fts5";
}

function moduleOf(sql: string): string | null {
  return /^\s*CREATE\s+VIRTUAL\s+TABLE\s.*?\sUSING\s+(\w+)/is.exec(sql)?.[1]?.toLowerCase() ?? null;
}
