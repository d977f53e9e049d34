import { DatabaseSync } from "node:sqlite";
import { inspect } from "node:util";
import { deserialize } from "node:v8";
import type { TableSeen } from "../verdict.ts";

/** What is stored in an object. */
export type Stored = {
  tables: TableSeen[];
  keys: { key: string; value: string }[];
  keyCount: number;
  alarm: string | null;
};

const shownRows = 10;
const shownText = 200;

/**
 * Reads an object's storage from the file that workerd keeps it in. The object itself isn't asked, so that it isn't
 * started and nothing of it changes.
 *
 * @param file the object's SQLite database.
 */
export function readStorage(file: string): Stored {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  try {
    const names = tableNames(database);
    return {
      tables: names.filter((name) => !/^(_cf_|sqlite_)/.test(name)).map((name) => readTable(database, name)),
      ...(names.includes("_cf_KV") ? readKeys(database) : { keys: [], keyCount: 0 }),
      alarm: names.includes("_cf_METADATA") ? readAlarm(database) : null,
    };
  } finally {
    database.close();
  }
}

function tableNames(database: DatabaseSync): string[] {
  // What a full-text or another virtual table keeps for itself is no table of the learner's.
  const rows = database.prepare(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')",
  );
  return rows.all().map(({ name }) => String(name));
}

function readTable(database: DatabaseSync, name: string): TableSeen {
  const table = `"${name.replaceAll('"', '""')}"`;
  const statement = database.prepare(`SELECT * FROM ${table} LIMIT ${shownRows}`);
  statement.setReadBigInts(true);
  const columns = statement.columns().map((column) => column.name);
  const rows = statement.all().map((row) => columns.map((column) => cell(row[column])));
  return { name, columns, rows, rowCount: count(database, table) };
}

function readKeys(database: DatabaseSync): Pick<Stored, "keys" | "keyCount"> {
  const rows = database.prepare(`SELECT key, value FROM _cf_KV ORDER BY key LIMIT ${shownRows}`).all();
  return {
    keys: rows.map(({ key, value }) => ({ key: String(key), value: valueIn(value as Uint8Array) })),
    keyCount: count(database, "_cf_KV"),
  };
}

/** workerd stores values as V8 serializes them, in a version that this Node may not know. */
function valueIn(bytes: Uint8Array): string {
  try {
    return cut(inspect(deserialize(bytes), { depth: 4, breakLength: Number.POSITIVE_INFINITY }));
  } catch {
    return `${bytes.length} bytes`;
  }
}

/** Key 1 of workerd's own table is the alarm, in nanoseconds since 1970. */
function readAlarm(database: DatabaseSync): string | null {
  const statement = database.prepare("SELECT value FROM _cf_METADATA WHERE key = 1");
  statement.setReadBigInts(true);
  const value = statement.get()?.value;
  return typeof value === "bigint" ? new Date(Number(value / 1_000_000n)).toISOString() : null;
}

function count(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows ?? 0);
}

function cell(value: unknown): string {
  if (value === null) return "NULL";
  return value instanceof Uint8Array ? `${value.length} bytes` : cut(String(value));
}

function cut(text: string): string {
  return text.length > shownText ? `${text.slice(0, shownText)}… (${text.length} characters)` : text;
}
