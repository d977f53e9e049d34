/** What an object may do to its storage. `n` makes two of a kind differ. */
export const writes = {
  "insert a row": ({ sql }: DurableObjectStorage, n: number) =>
    sql.exec("INSERT INTO items (text, big) VALUES (?, 9007199254740993 + CAST(? AS INTEGER))", `item ${n}`, n),
  "delete the newest row": ({ sql }) => sql.exec("DELETE FROM items WHERE id = (SELECT MAX(id) FROM items)"),
  "write bytes": ({ sql }, n) => sql.exec("UPDATE items SET bytes = ? WHERE id % 2 = 0", new Uint8Array([0, n])),
  "index words": ({ sql }, n) => sql.exec("INSERT INTO words (body) VALUES (?)", `apple number ${n}`),
  "forget words": ({ sql }) => sql.exec("DELETE FROM words WHERE rowid = (SELECT MIN(rowid) FROM words)"),
  "make a table": ({ sql }, n) => sql.exec(`CREATE TABLE IF NOT EXISTS extra${n} (x REAL DEFAULT 1.5, y UNIQUE)`),
  "drop a table": ({ sql }, n) => sql.exec(`DROP TABLE IF EXISTS extra${n}`),
  "make a view": ({ sql }, n) =>
    sql.exec(`CREATE VIEW IF NOT EXISTS seen${n} AS SELECT text FROM items WHERE id > ${n}`),
  "put a value": ({ kv }, n) => kv.put(`k${n}`, { n, at: Date.now() }),
  "put many": (storage, n) => storage.put({ k1: n, k2: [n], k3: null }),
  "delete a value": ({ kv }, n) => kv.delete(`k${n}`),
  "delete values in a loop": ({ kv }) => {
    for (const [key] of kv.list({ prefix: "k" })) kv.delete(key);
  },
  "delete all": async (storage) => {
    await storage.deleteAll();
    prepare(storage);
  },
  "fail in a transaction": (storage, n) =>
    storage
      .transaction(async (transaction) => {
        await transaction.put("k0", "rolled back");
        storage.sql.exec("DELETE FROM items");
        await new Promise((done) => setTimeout(done));
        storage.kv.put(`k${n}`, "rolled back");
        throw new Error("rolled back");
      })
      .catch(() => {}),
} satisfies Record<string, (storage: DurableObjectStorage, n: number) => unknown>;

/** The tables that the writes write to. */
export function prepare({ sql }: DurableObjectStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS items (
      id INTEGER PRIMARY KEY AUTOINCREMENT, text, big INTEGER, bytes BLOB, twice GENERATED ALWAYS AS (text || text) STORED
    );
    CREATE INDEX IF NOT EXISTS items_by_text ON items (text) WHERE big IS NOT NULL;
    CREATE TABLE IF NOT EXISTS log (line);
    CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body);
  `);
  sql.exec(
    "CREATE TRIGGER IF NOT EXISTS logged AFTER INSERT ON items BEGIN INSERT INTO log VALUES ('inserted ' || new.id); END",
  );
}
