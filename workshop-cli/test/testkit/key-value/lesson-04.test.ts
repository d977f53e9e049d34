/** What the solution's page of 04 claims of values and of SQL that is refused, tried. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

function withSql<T>(name: string, work: (sql: SqlStorage) => T): Promise<T> {
  const stub = env.DRAWER.getByName(name);
  return runInDurableObject(stub, (_, { storage }) => work(storage.sql));
}

function stored(name: string, value: unknown): Promise<unknown> {
  return withSql(name, (sql) => sql.exec("SELECT ? AS value", value as SqlStorageValue).one().value);
}

describe("a value that SQLite hasn't got", () => {
  const date = new Date(Date.UTC(2100, 0, 1));
  it.each([
    ["true", true, "true"],
    ["a date", date, String(date)],
    ["undefined", undefined, null],
  ])("is stored as something else: %s", async (name, value, comesBack) => {
    expect(await stored(name, value)).toEqual(comesBack);
  });

  it("throws where it is a BigInt", async () => {
    const thrown = await withSql("bigint", (sql) => {
      try {
        return String(sql.exec("SELECT ? AS value", 1n as unknown as SqlStorageValue).one().value);
      } catch (error) {
        return error instanceof Error;
      }
    });
    expect(thrown).toBe(true);
  });

  it("is inexact where it is a whole number beyond 2^53", async () => {
    const read = (sql: SqlStorage) => sql.exec<{ value: number }>("SELECT 9007199254740993 AS value").one().value;
    expect(await withSql("beyond", read)).toBe(9_007_199_254_740_992);
  });
});

describe("SQL that is refused", () => {
  it.each([
    "BEGIN",
    "SAVEPOINT here",
    "PRAGMA user_version = 2",
    "ATTACH 'x' AS y",
    "VACUUM",
    "CREATE TEMPORARY TABLE t (a)",
    "CREATE TABLE _cf_mine (a)",
  ])("%s", async (statement) => {
    const refused = await withSql(statement, (sql) => {
      try {
        sql.exec(statement);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
  });
});

it("unixepoch() counts seconds, Date.now() milliseconds", async () => {
  const seconds = await withSql("clocks", (sql) => sql.exec<{ now: number }>("SELECT unixepoch() AS now").one().now);
  expect(Math.abs(seconds * 1000 - Date.now())).toBeLessThan(60_000);
});
