import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";

const players = `
  CREATE TABLE players (name TEXT PRIMARY KEY NOT NULL, score INTEGER NOT NULL, achieved_at INTEGER NOT NULL);
  CREATE INDEX players_by_score ON players (score DESC, achieved_at);
`;
const insert = "INSERT INTO players (name, score, achieved_at) VALUES (?, ?, ?)";

/** What exercise 04 and its solution say of SQL and of its cost, and no test of theirs shows. */
describe("exercise 04 is right that", () => {
  it("a cursor is used up once", () =>
    inSql("used up", (sql) => {
      const cursor = sql.exec("SELECT 1 AS one");
      expect([cursor.toArray(), cursor.toArray()]).toEqual([[{ one: 1 }], []]);
    }));

  it("a key of text may be NULL", () =>
    inSql("null key", (sql) => {
      sql.exec("CREATE TABLE t (name TEXT PRIMARY KEY); INSERT INTO t VALUES (NULL), (NULL)");
      expect(sql.exec("SELECT * FROM t").toArray()).toHaveLength(2);
    }));

  it("a text stays text in an INTEGER column and leads, unless the table is STRICT", () =>
    inSql("text", (sql) => {
      sql.exec(`${players} CREATE TABLE strict (score INTEGER) STRICT`);
      sql.exec(insert, "Ada", 1_000_000, 1);
      sql.exec(insert, "Bob", "lots", 1);
      expect(sql.exec("SELECT name FROM players ORDER BY score DESC").toArray()[0]).toEqual({ name: "Bob" });
      expect(() => sql.exec("INSERT INTO strict VALUES (?)", "lots")).toThrow("cannot store TEXT value");
    }));

  it("first rows inserted in a constructor fail at the second start", () =>
    inSql("seeded", (sql) => {
      const start = () =>
        sql.exec("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)").toArray();
      start();
      expect(start).toThrow("UNIQUE constraint failed");
    }));

  it("CREATE TABLE IF NOT EXISTS doesn't alter a table", () =>
    inSql("altered", (sql) => {
      sql.exec("CREATE TABLE IF NOT EXISTS t (a)");
      sql.exec("CREATE TABLE IF NOT EXISTS t (a, b)");
      expect(() => sql.exec("INSERT INTO t (b) VALUES (1)")).toThrow("no column named b");
    }));

  it("a schema that is there already costs nothing at the next start", async () => {
    const library = env.LIBRARY.getByName("schema again");
    const again = await measure(library, (_, { storage }) => {
      storage.sql.exec("CREATE TABLE IF NOT EXISTS books (title TEXT PRIMARY KEY)");
      storage.sql.exec("CREATE INDEX IF NOT EXISTS books_by_year ON books (year)");
    });
    expect(again).toEqual({ rowsRead: 0, rowsWritten: 0, statements: 2 });
  });

  it("an index that comes later than the data writes a row for each of theirs", async () => {
    const library = env.LIBRARY.getByName("late index");
    const late = await measure(library, (_, { storage }) => {
      storage.sql.exec("CREATE INDEX books_by_shelf ON books (shelf)");
    });
    expect(late.rowsRead).toBeGreaterThanOrEqual(200);
    expect(late.rowsWritten).toBeGreaterThanOrEqual(100);
  });

  it("somebody new writes three rows, a better score two, a worse one two or, with WHERE, none", async () => {
    const library = env.LIBRARY.getByName("written for a score");
    await runInDurableObject(library, (_, { storage }) => void storage.sql.exec(players));
    const written = (query: string, score: number) =>
      measure(library, (_, { storage }) => void storage.sql.exec(query, "Ada", score, 1).toArray()).then(
        (cost) => cost.rowsWritten,
      );
    const upsert = `${insert} ON CONFLICT (name) DO UPDATE SET
      achieved_at = IIF(excluded.score > score, excluded.achieved_at, achieved_at), score = MAX(score, excluded.score)`;
    const where = `${insert} ON CONFLICT (name) DO UPDATE SET score = excluded.score WHERE excluded.score > score`;
    expect([await written(upsert, 10), await written(upsert, 20), await written(upsert, 5)]).toEqual([3, 2, 2]);
    expect(await written(where, 5)).toBe(0);
  });

  it("an index serves the top only in the order of the query", () =>
    inSql("plan", (sql) => {
      const plan = () =>
        sql
          .exec<{ detail: string }>(
            "EXPLAIN QUERY PLAN SELECT * FROM players ORDER BY score DESC, achieved_at LIMIT 10",
          )
          .toArray()
          .map((step) => step.detail)
          .join("\n");
      sql.exec(players);
      expect(plan()).not.toContain("TEMP B-TREE");
      sql.exec("DROP INDEX players_by_score; CREATE INDEX other ON players (achieved_at, score DESC)");
      expect(plan()).toContain("USE TEMP B-TREE FOR ORDER BY");
    }));

  it("OFFSET reads what it skips", async () => {
    const library = env.LIBRARY.getByName("skipped");
    const page = (query: string) => measure(library, (_, { storage }) => void storage.sql.exec(query).toArray());
    expect((await page("SELECT title FROM books ORDER BY title LIMIT 10 OFFSET 80")).rowsRead).toBe(90);
    expect((await page("SELECT title FROM books WHERE title > 'book 80' ORDER BY title LIMIT 10")).rowsRead).toBe(10);
  });
});

function inSql(name: string, work: (sql: SqlStorage) => void): Promise<void> {
  return runInDurableObject(env.LIBRARY.getByName(name), (_, { storage }) => work(storage.sql));
}
