/** One change of the tables. It has run in an object whose table `_sql_schema_migrations` has a row with its `id`. */
type Step = { id: number; run(storage: DurableObjectStorage): unknown };

/** How a new object begins: at once with the tables of release 3, rather than by way of those before. */
const FIRST: Step = {
  id: 3,
  run: ({ sql }) =>
    sql.exec(`
      CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, created_at INTEGER NOT NULL, email TEXT);
      CREATE UNIQUE INDEX customers_by_email ON customers (email);
    `),
};

/** What each release changed in the tables that it found, oldest first. */
const STEPS: Step[] = [
  { id: 2, run: ({ sql }) => sql.exec("ALTER TABLE customers ADD COLUMN email TEXT") },
  {
    id: 3,
    run({ sql }) {
      // Until then it was seconds since 1970.
      sql.exec("UPDATE customers SET created_at = created_at * 1000");
      sql.exec("CREATE UNIQUE INDEX customers_by_email ON customers (email)");
    },
  },
  // TODO 3: Move what is in the column `note` into a table of its own, with room for many notes about one customer.
];

/** The version that this code is written for. */
export const NEWEST = Math.max(...STEPS.map((step) => step.id));

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
  if (versionOf(storage) === 0) apply(storage, FIRST);
  // TODO 1: Run the steps that this object hasn't seen yet, oldest first, and no other.
}

/** Runs one step and notes that it has run. */
function apply(storage: DurableObjectStorage, step: Step): void {
  // TODO 2: Let either all of this happen or nothing, so that a step that fails leaves the object as it was.
  step.run(storage);
  storage.sql.exec("INSERT INTO _sql_schema_migrations (id) VALUES (?)", step.id);
}
