import { quoted } from "./capture.ts";
import type { Contents, SchemaObject, StoredValue, TableContents } from "./contents.ts";
import { virtualTable } from "./virtual-table.ts";

/** Replaces all that a storage contains, apart from its alarm, by what was captured; whole or not at all. */
export function restore(storage: DurableObjectStorage, contents: Contents): void {
  const lost = contents.schema.find((each) => virtualTable(each)?.state === "lost");
  if (lost) throw new Error(cannotRestore(lost.name));
  storage.transactionSync(() => {
    const { sql, kv } = storage;
    // Until the commit, so in whatever order rows go and come.
    sql.exec("PRAGMA defer_foreign_keys = ON");
    empty(sql);
    const of = (...types: SchemaObject["type"][]) => contents.schema.filter(({ type }) => types.includes(type));
    for (const table of of("table")) sql.exec(table.sql);
    for (const { table, name, value } of contents.settings) {
      sql.exec(`INSERT INTO ${quoted(table)} (${quoted(table)}, rank) VALUES (?, ?)`, name, value);
    }
    for (const table of contents.tables) fill(sql, table);
    for (const table of of("table")) {
      if (virtualTable(table)?.state === "rebuilt") {
        sql.exec(`INSERT INTO ${quoted(table.name)} (${quoted(table.name)}) VALUES ('rebuild')`);
      }
    }
    for (const other of of("index", "view")) sql.exec(other.sql);
    // The last, so that none goes off.
    for (const trigger of of("trigger")) sql.exec(trigger.sql);
    setSequence(sql, contents.sequence);
    for (const key of [...kv.list()].map(([key]) => key)) kv.delete(key);
    for (const [key, value] of contents.keyValues) kv.put(key, value);
  });
}

function empty(sql: SqlStorage): void {
  const rows = sql
    .exec<{ type: string; name: string }>(
      "SELECT m.type, m.name FROM sqlite_master m LEFT JOIN pragma_table_list t ON t.name = m.name WHERE m.type IN ('table', 'view') AND m.name NOT GLOB '_cf_*' AND m.name NOT GLOB 'sqlite_*' AND t.type IS NOT 'shadow' ORDER BY m.type = 'table', m.rowid DESC",
    )
    .toArray();
  for (const { type, name } of rows) sql.exec(`DROP ${type} ${quoted(name)}`);
}

function fill(sql: SqlStorage, { name, columns, rowid, rows }: TableContents): void {
  const names = [...columns.map(quoted), ...(rowid === null ? [] : [rowid])].join(", ");
  for (const row of rows) {
    const values = [...row.values.map(placeholder), ...(row.rowid === null ? [] : [row.rowid])].join(", ");
    sql.exec(`INSERT INTO ${quoted(name)} (${names}) VALUES (${values})`, ...row.values.flatMap(binding));
  }
}

/** A number binds as REAL, a text only as far as JavaScript can say it. */
function placeholder(value: StoredValue): string {
  if (value.type === "null") return "NULL";
  if (value.type === "integer") return "CAST(? AS INTEGER)";
  return value.type === "text" ? "CAST(? AS TEXT)" : "?";
}

function binding(value: StoredValue): SqlStorageValue[] {
  if (value.type === "null") return [];
  if (value.type === "integer") return [value.digits];
  return [value.type === "real" ? value.number : value.bytes];
}

function setSequence(sql: SqlStorage, sequence: Contents["sequence"]): void {
  if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").toArray().length === 0) return;
  sql.exec("DELETE FROM sqlite_sequence");
  for (const { name, seq } of sequence) {
    sql.exec("INSERT INTO sqlite_sequence (name, seq) VALUES (?, CAST(? AS INTEGER))", name, seq);
  }
}

function cannotRestore(name: string): string {
  return `The table ${name} can't be restored here: it indexes text that it doesn't keep (FTS5 with content=''), and its index can't be written by SQL. On Cloudflare it would come back.`;
}
