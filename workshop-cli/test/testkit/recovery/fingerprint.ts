/** All that can be asked of a storage by SQL and key-values, as text: an oracle that shares nothing with the testkit's capture. */
export function fingerprint({ sql, kv }: DurableObjectStorage): string {
  const schema = sql
    .exec<{ type: string; name: string; sql: string | null }>(
      "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY type, name",
    )
    .toArray();
  const lines = schema.filter(({ name }) => !isShadow(name)).map(({ type, name, sql }) => `${type} ${name}: ${sql}`);
  for (const { type, name } of schema) {
    if (type === "table" && !isShadow(name))
      lines.push(...rows(sql, `SELECT ${columns(sql, name)} FROM ${inQuotes(name)}`, name));
    if (type === "view") lines.push(...rows(sql, `SELECT * FROM ${inQuotes(name)}`, name));
  }
  if (schema.some(({ name }) => name === "words")) {
    lines.push(...rows(sql, "SELECT rowid, body FROM words WHERE words MATCH 'apple'", "found"));
  }
  for (const [key, value] of kv.list()) lines.push(`${key} = ${JSON.stringify(value)}`);
  return lines.join("\n");
}

function isShadow(name: string): boolean {
  return /^(words|links)_(data|idx|content|docsize|config)$/.test(name);
}

/** `quote()` writes what SQLite stores: 9007199254740993, 5.0, X'00FF'. */
function columns(sql: SqlStorage, table: string): string {
  const names = sql
    .exec<{ name: string; hidden: number }>(`PRAGMA table_xinfo(${inQuotes(table)})`)
    .toArray()
    .filter(({ hidden }) => hidden !== 1)
    .map(({ name }) => `quote(${inQuotes(name)})`);
  return names.join(", ");
}

function rows(sql: SqlStorage, query: string, name: string): string[] {
  return [...sql.exec(query).raw()].map((row) => `${name}: ${row.map(String)}`).sort();
}

function inQuotes(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
