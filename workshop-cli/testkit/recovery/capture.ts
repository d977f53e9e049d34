import type { Contents, SchemaObject, StoredValue, TableContents } from "./contents.ts";
import { isFullText, virtualTable } from "./virtual-table.ts";

type Row = Record<string, SqlStorageValue>;

/** Reads all that a storage contains, at once and without waiting. An open `kv.list()` ends by it: see watch-storage.ts. */
export function capture({ sql, kv }: DurableObjectStorage): Contents {
  const schema = sql
    .exec<Row & SchemaObject>(
      "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' ORDER BY rowid",
    )
    .toArray();
  const kinds = new Map(
    sql
      .exec<{ name: string; type: string; wr: number }>("SELECT name, type, wr FROM pragma_table_list")
      .toArray()
      .map((table) => [table.name, table]),
  );
  const own = schema.filter(({ name }) => kinds.get(name)?.type !== "shadow");
  return {
    schema: own,
    tables: own
      .filter(({ type }) => type === "table")
      .flatMap((table) => readTable(sql, table, kinds.get(table.name)?.wr === 1)),
    settings: own.filter(isFullText).flatMap((table) => readSettings(sql, table.name)),
    sequence: readSequence(sql, kinds.has("sqlite_sequence")),
    keyValues: new Map(kv.list()),
  };
}

function readTable(sql: SqlStorage, table: SchemaObject, withoutRowid: boolean): TableContents[] {
  const virtual = virtualTable(table);
  if (virtual !== null && virtual.state !== "rows") return [];
  const columns = sql
    .exec<{ name: string; type: string; pk: number; hidden: number }>(
      "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)",
      table.name,
    )
    .toArray();
  const names = columns.filter(({ hidden }) => hidden === 0).map(({ name }) => name);
  const hasRowid = virtual === null ? !withoutRowid && names.length < MOST_COLUMNS : isFullText(table);
  const rowid = hasRowid ? freeAlias(columns) : null;
  const selected = [...names.map(encoded), ...(rowid === null ? [] : [`CAST(${rowid} AS TEXT)`])];
  const rows = [...sql.exec(`SELECT ${selected.join(", ")} FROM ${quoted(table.name)}`).raw()].map((row) => ({
    values: row.slice(0, names.length).map(decode),
    rowid: rowid === null ? null : String(row[names.length]),
  }));
  return [{ name: table.name, columns: names, rowid, rows }];
}

/** No result has more: https://developers.cloudflare.com/durable-objects/platform/limits/ */
const MOST_COLUMNS = 100;

/** A name for the rowid that no column has taken. A table whose key is its rowid needs none. */
function freeAlias(columns: { name: string; type: string; pk: number }[]): string | null {
  const [key, ...others] = columns.filter(({ pk }) => pk > 0);
  if (key?.type.toUpperCase() === "INTEGER" && others.length === 0) return null;
  const taken = columns.map(({ name }) => name.toLowerCase());
  return ["rowid", "_rowid_", "oid"].find((alias) => !taken.includes(alias)) ?? null;
}

/** One column, that SQLite's own type can be read from: a digit string, bytes that begin with their type, or a number. */
function encoded(column: string): string {
  const c = quoted(column);
  return `CASE typeof(${c}) WHEN 'integer' THEN CAST(${c} AS TEXT) WHEN 'text' THEN CAST('t' || ${c} AS BLOB) WHEN 'blob' THEN CAST('b' || ${c} AS BLOB) ELSE ${c} END`;
}

function decode(value: SqlStorageValue): StoredValue {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "integer", digits: value };
  if (typeof value === "number") return { type: "real", number: value };
  const type = new Uint8Array(value)[0] === "t".charCodeAt(0) ? "text" : "blob";
  return { type, bytes: value.slice(1) };
}

function readSettings(sql: SqlStorage, table: string): Contents["settings"] {
  return sql
    .exec<{ name: string; value: SqlStorageValue }>(
      `SELECT k AS name, v AS value FROM ${quoted(`${table}_config`)} WHERE k <> 'version'`,
    )
    .toArray()
    .map((setting) => ({ table, ...setting }));
}

function readSequence(sql: SqlStorage, exists: boolean): Contents["sequence"] {
  if (!exists) return [];
  return sql
    .exec<{ name: string; seq: string }>("SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence")
    .toArray();
}

/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
