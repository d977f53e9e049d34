/**
 * The constructor makes the newest tables where they don't exist yet, and takes that for a migration.
 *
 * Costs: a table that exists stays as it is: no column arrives in an old object, whose queries then fail for ever.
 * Caught by: 1-arrives-at-the-newest "keeps every customer of a shop of release 1"
 * Caught by: 1-arrives-at-the-newest "keeps every customer of a shop of release 2"
 * Caught by: 1-arrives-at-the-newest "runs a step once, however often the object starts"
 * Caught by: 2-happens-whole-or-not-at-all "says which version it stays at, and why"
 * Caught by: 3-moves-the-notes "keeps the note that a customer has in a shop of release 1"
 * Hint: What does CREATE TABLE IF NOT EXISTS do to a table that is there and lacks a column?
 */
/** The version that this code is written for. */
export const NEWEST = 5;

/** Answers the version of an object's tables: the newest step noted in it, or 0 for a new object. */
export function versionOf({ sql }: DurableObjectStorage): number {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS _sql_schema_migrations (
      id INTEGER PRIMARY KEY,
      applied_at TEXT NOT NULL DEFAULT (datetime('now'))
    )
  `);
  return sql.exec<{ version: number }>("SELECT COALESCE(MAX(id), 0) AS version FROM _sql_schema_migrations").one()
    .version;
}

/** Makes the tables of the newest version. */
export function migrate({ sql }: DurableObjectStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS _sql_schema_migrations (id INTEGER PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT (datetime('now')));
    CREATE TABLE IF NOT EXISTS customers (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      email TEXT UNIQUE,
      name_key TEXT
    );
    CREATE TABLE IF NOT EXISTS notes (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id),
      note TEXT NOT NULL
    );
  `);
  sql.exec("INSERT OR IGNORE INTO _sql_schema_migrations (id) VALUES (?)", NEWEST);
}
