/** Some lines of the export, and the name after which the next page begins: `null` when there is none. */
export type CsvPage = { header: string; lines: string[]; next: string | null };

/**
 * Reads the `limit` players that follow `after` by name. A page starts from a name, not from a number of rows to skip:
 * SQLite would have to read those to skip them, and somebody who joins or leaves meanwhile would shift every page.
 */
export function csvPage(sql: SqlStorage, after: string, limit: number): CsvPage {
  const cursor = sql.exec(
    "SELECT name, score, achieved_at FROM players WHERE name > ? ORDER BY name LIMIT ?",
    after,
    limit,
  );
  const header = toLine(cursor.columnNames);
  // Each row as an array, in the order of columnNames: of two columns with one name, an object would keep one.
  const rows = [...cursor.raw()];
  const last = rows.at(-1)?.[0];
  const next = rows.length === limit && typeof last === "string" ? last : null;
  return { header, lines: rows.map(toLine), next };
}

function toLine(fields: SqlStorageValue[]): string {
  return fields.map((field) => quote(String(field))).join(",");
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
