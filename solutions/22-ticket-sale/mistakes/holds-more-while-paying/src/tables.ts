/** Makes the tables of release 2 where they aren't there yet, and notes in a new object that it begins with these. */
export function makeTables(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS _sql_schema_migrations (
      id INTEGER PRIMARY KEY,
      applied_at TEXT NOT NULL DEFAULT (datetime('now'))
    );
    INSERT INTO _sql_schema_migrations (id) SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM _sql_schema_migrations);
    CREATE TABLE IF NOT EXISTS sale (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      price INTEGER NOT NULL,
      room INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS places (
      number INTEGER PRIMARY KEY,
      seat TEXT NOT NULL UNIQUE,
      hold TEXT -- NULL: it is free
    );
    CREATE INDEX IF NOT EXISTS places_by_hold ON places (hold) WHERE hold IS NOT NULL;
    CREATE TABLE IF NOT EXISTS holds (
      id TEXT PRIMARY KEY,
      buyer TEXT NOT NULL,
      until INTEGER NOT NULL,
      payment TEXT -- NULL: it isn't sold, and ends
    );
    CREATE INDEX IF NOT EXISTS holds_by_end ON holds (until) WHERE payment IS NULL;
    CREATE INDEX IF NOT EXISTS holds_by_buyer ON holds (buyer) WHERE payment IS NULL;
    CREATE TABLE IF NOT EXISTS payments (
      id TEXT PRIMARY KEY,
      hold TEXT NOT NULL,
      amount INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('asking', 'paid', 'declined', 'refunding', 'refunded')),
      asked INTEGER NOT NULL -- when the bank was asked last
    );
    CREATE INDEX IF NOT EXISTS payments_to_settle ON payments (asked) WHERE state IN ('asking', 'refunding');
    CREATE INDEX IF NOT EXISTS payments_by_hold ON payments (hold);
    CREATE TABLE IF NOT EXISTS line (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      buyer TEXT NOT NULL UNIQUE,
      asked INTEGER NOT NULL,
      until INTEGER -- NULL: she waits
    );
  `);
}
