/**
 * As in Cloudflare's example: no list of steps but one `if` after the other. New tables are made and filled in one go, in
 * JavaScript, and the old one is dropped.
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

/** Brings an object's tables to the newest version. Throws what a step throws. */
export function migrate(storage: DurableObjectStorage): void {
  const { sql } = storage;
  const version = versionOf(storage);
  const step = (id: number, run: () => void) =>
    storage.transactionSync(() => {
      run();
      sql.exec("INSERT INTO _sql_schema_migrations (id) VALUES (?)", id);
    });
  if (version === 0) step(3, () => sql.exec(`CREATE TABLE customers (${COLUMNS})`));
  if (version === 1) step(2, () => sql.exec("ALTER TABLE customers ADD COLUMN email TEXT"));
  if (version === 1 || version === 2) {
    step(3, () => {
      const rows = sql.exec<Row>("SELECT id, name, note, created_at, email FROM customers ORDER BY id").toArray();
      sql.exec(`DROP TABLE customers; CREATE TABLE customers (${COLUMNS})`);
      for (const { id, name, note, created_at, email } of rows) {
        sql.exec("INSERT INTO customers VALUES (?, ?, ?, ?, ?)", id, name, note, created_at * 1000, email);
      }
    });
  }
  if (version < 4) {
    step(4, () => {
      sql.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, note TEXT NOT NULL)");
      sql.exec("INSERT INTO notes (customer_id, note) SELECT id, note FROM customers WHERE note IS NOT NULL");
      sql.exec("ALTER TABLE customers DROP COLUMN note");
    });
  }
  if (version < 5) {
    step(5, () => {
      sql.exec("ALTER TABLE customers ADD COLUMN name_key TEXT");
      sql.exec("CREATE INDEX customers_by_name_key ON customers (name_key)");
      storage.setAlarm(Date.now());
    });
  }
}

type Row = { id: number; name: string; note: string | null; created_at: number; email: string | null };

const COLUMNS = "id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, created_at INTEGER NOT NULL, email TEXT UNIQUE";
