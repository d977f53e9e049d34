import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

/** Each is made, and must come back as it was, to the byte. */
const SCHEMAS: Record<string, string> = {
  "an AUTOINCREMENT that goes on where it was":
    "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, x); INSERT INTO a (x) VALUES (1), (2), (3); DELETE FROM a WHERE id = 3",
  "generated columns, stored and virtual":
    "CREATE TABLE g (a INTEGER, b GENERATED ALWAYS AS (a * 2) STORED, c GENERATED ALWAYS AS (a || 'x')); INSERT INTO g (a) VALUES (1), (NULL)",
  "indexes: unique, partial, of an expression":
    "CREATE TABLE i (a, b UNIQUE); CREATE UNIQUE INDEX ia ON i (a) WHERE b > 1; CREATE INDEX ib ON i (lower(a) DESC); INSERT INTO i VALUES ('A', 1), ('B', 2)",
  "triggers, which don't go off":
    "CREATE TABLE t (n); CREATE TABLE log (text); CREATE TRIGGER tl AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('inserted ' || new.n); END; INSERT INTO t VALUES (1)",
  "views, of views too, with a trigger of their own":
    "CREATE TABLE v (n); INSERT INTO v VALUES (1), (2); CREATE VIEW big AS SELECT * FROM v WHERE n > 1; CREATE VIEW twice AS SELECT n * 2 AS m FROM big; CREATE TRIGGER vi INSTEAD OF INSERT ON big BEGIN INSERT INTO v VALUES (new.n); END",
  "full-text tables":
    "CREATE VIRTUAL TABLE words USING fts5(body, note UNINDEXED, tokenize = 'porter'); INSERT INTO words (rowid, body) VALUES (7, 'an apple'), (9, 'two apples'); DELETE FROM words WHERE rowid = 9",
  "a full-text index of another table's text":
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, body); CREATE VIRTUAL TABLE words USING fts5(body, content='texts', content_rowid='id'); CREATE TRIGGER ti AFTER INSERT ON texts BEGIN INSERT INTO words (rowid, body) VALUES (new.id, new.body); END; INSERT INTO texts (body) VALUES ('apple pie'), ('pear')",
  "an R*Tree":
    "CREATE VIRTUAL TABLE area USING rtree(id, x0, x1); INSERT INTO area VALUES (1, -80.7749, -80.7747), (2, 0, 0.1)",
  "blobs, empty ones too": "CREATE TABLE b (x); INSERT INTO b VALUES (x'00ff10'), (x''), (zeroblob(1000))",
  "NULL and text that nobody expects":
    "CREATE TABLE n (x); INSERT INTO n VALUES (NULL), (''), ('it''s \"quoted\"'), (CAST(x'610062' AS TEXT)), (CAST(x'ff61' AS TEXT)), ('été 🎉')",
  "integers beyond 2^53, and reals that look like integers":
    "CREATE TABLE z (x); INSERT INTO z VALUES (9007199254740993), (-9223372036854775808), (5), (5.0), (1e300), (9e999), (0.1)",
  "rowids that aren't a column, and gaps between them":
    "CREATE TABLE r (x); INSERT INTO r (rowid, x) VALUES (5, 'a'), (9223372036854775807, 'b'); CREATE TABLE named (rowid TEXT, x); INSERT INTO named VALUES ('mine', 1)",
  "tables WITHOUT ROWID, STRICT, and with foreign keys in a ring":
    "CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO w VALUES ('a', 1); CREATE TABLE s (i INT, t TEXT, a ANY) STRICT; INSERT INTO s VALUES (1, 'x', 2.0); CREATE TABLE p (id INTEGER PRIMARY KEY, c REFERENCES c DEFERRABLE INITIALLY DEFERRED); CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1, 1)",
  "names that need quotes": 'CREATE TABLE "a ""b"" c" ("select" INT, "x y"); INSERT INTO "a ""b"" c" VALUES (1, 2)',
  "a hundred columns": `CREATE TABLE h (${Array.from({ length: 100 }, (_, n) => `c${n}`)}); INSERT INTO h (c0, c99) VALUES (1, 'z')`,
};

const VALUES = {
  map: new Map([["a", { deep: [1, 2, undefined] }]]),
  set: new Set([1]),
  date: new Date(5),
  bytes: new Uint8Array([0, 255]),
  big: 2n ** 70n,
  null: null,
  text: "é\0",
};

describe("a restore brings back", () => {
  it.each(Object.entries(SCHEMAS))("%s", async (name, sql) => {
    const run = <R>(work: (storage: DurableObjectStorage) => R | Promise<R>) =>
      runInDurableObject(env.BOX.getByName(name), (_, { storage }) => work(storage));
    const { bookmark, made } = await run(async (storage) => {
      for (const statement of sql.split(/;\s*(?=CREATE|INSERT (?!INTO (?:log|v |words \(rowid))|DELETE)/)) {
        storage.sql.exec(statement);
      }
      return { bookmark: await storage.getCurrentBookmark(), made: fingerprint(storage) };
    });
    await run((storage) => storage.deleteAll());
    await run(({ sql }) => sql.exec("CREATE TABLE a (wrong)").toArray());
    await run((storage) => storage.onNextSessionRestoreBookmark(bookmark));
    await evictDurableObject(env.BOX.getByName(name));
    expect(await run(fingerprint)).toBe(made);
    expect(made).not.toBe("");
  });

  it("key-values of every kind that can be stored", async () => {
    const run = <R>(work: (storage: DurableObjectStorage) => R | Promise<R>) =>
      runInDurableObject(env.BOX.getByName("values"), (_, { storage }) => work(storage));
    const bookmark = await run((storage) => {
      for (const [key, value] of Object.entries(VALUES)) storage.kv.put(key, value);
      return storage.getCurrentBookmark();
    });
    await run(async (storage) => {
      await storage.put({ map: 1, other: 2 });
      await storage.delete(["set", "date"]);
      await storage.onNextSessionRestoreBookmark(bookmark);
    });
    await evictDurableObject(env.BOX.getByName("values"));
    await run(({ kv }) => expect(Object.fromEntries(kv.list())).toEqual(VALUES));
  });

  it("full-text options, and an AUTOINCREMENT's next id", async () => {
    const box = env.BOX.getByName("options");
    const bookmark = await runInDurableObject(box, (_, { storage }) => {
      storage.sql.exec("CREATE VIRTUAL TABLE words USING fts5(body)");
      storage.sql.exec("INSERT INTO words (words, rank) VALUES ('rank', 'bm25(10.0)')");
      storage.sql.exec(
        "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO a VALUES (41); DELETE FROM a",
      );
      return storage.getCurrentBookmark();
    });
    await runInDurableObject(box, async (_, { storage }) => {
      storage.sql.exec("DROP TABLE words; DROP TABLE a");
      await storage.onNextSessionRestoreBookmark(bookmark);
    });
    await evictDurableObject(box);
    await runInDurableObject(box, (_, { storage: { sql } }) => {
      expect(sql.exec("SELECT v FROM words_config WHERE k = 'rank'").toArray()).toEqual([{ v: "bm25(10.0)" }]);
      expect(sql.exec("INSERT INTO a DEFAULT VALUES RETURNING id").one()).toEqual({ id: 42 });
    });
  });

  it("says so where it can't: an index without its text", async () => {
    const box = env.BOX.getByName("contentless");
    const bookmark = await runInDurableObject(box, (_, { storage }) => {
      storage.sql.exec("CREATE VIRTUAL TABLE words USING fts5(body, content='')");
      return storage.getCurrentBookmark();
    });
    await runInDurableObject(box, (_, { storage }) => storage.onNextSessionRestoreBookmark(bookmark));
    await evictDurableObject(box);
    const fails = runInDurableObject(box, () => "started");
    await expect(fails).rejects.toThrow("The table words can't be restored here");
  });
});
