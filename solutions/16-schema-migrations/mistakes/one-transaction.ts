/**
 * All steps of a start are in one transaction.
 *
 * Costs: one bad step takes the good ones before it along. The shop stays as old as it was found, and each start does all of them anew, for nothing.
 * Caught by: 2-happens-whole-or-not-at-all "keeps the steps before the one that failed"
 * Hint: Step 2 has done well, and step 3 throws. What becomes of step 2?
 */
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
  {
    id: 4,
    run({ sql }) {
      sql.exec(`
        CREATE TABLE notes (
          id INTEGER PRIMARY KEY,
          customer_id INTEGER NOT NULL REFERENCES customers (id),
          note TEXT NOT NULL
        );
        CREATE INDEX notes_by_customer ON notes (customer_id);
      `);
      // The column stays until nobody can roll back to release 3, which reads it.
      sql.exec("INSERT INTO notes (customer_id, note) SELECT id, note FROM customers WHERE note IS NOT NULL");
    },
  },
  {
    id: 5,
    run(storage) {
      storage.sql.exec("ALTER TABLE customers ADD COLUMN name_key TEXT");
      storage.sql.exec("CREATE INDEX customers_by_name_key ON customers (name_key)");
      // The keys follow in batches, see alarm(): to write all of them now would keep everybody waiting.
      const [customer] = storage.sql.exec("SELECT id FROM customers LIMIT 1").toArray();
      if (customer) storage.setAlarm(Date.now());
    },
  },
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
  const version = versionOf(storage);
  storage.transactionSync(() => {
    for (const step of STEPS.filter(({ id }) => id > version)) apply(storage, step);
  });
}

/** Runs one step and notes that it has run. */
function apply(storage: DurableObjectStorage, step: Step): void {
  // Within migrate()'s transaction this one is a part of it, and alone for FIRST.
  storage.transactionSync(() => {
    step.run(storage);
    storage.sql.exec("INSERT INTO _sql_schema_migrations (id) VALUES (?)", step.id);
  });
}
