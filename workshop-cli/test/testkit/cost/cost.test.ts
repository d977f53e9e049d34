import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { failOn, measure, PlannedFailure } from "#testkit/cost";

describe("measure", () => {
  it("counts the rows of a cursor read to its end", async () => {
    const library = env.LIBRARY.getByName("read");
    expect(await measure(library, (it) => it.titles())).toEqual({ rowsRead: 100, rowsWritten: 0, statements: 1 });
  });

  it("counts one row for the table and one for its index", async () => {
    const library = env.LIBRARY.getByName("written");
    expect(await measure(library, (it) => it.add("new", 2026))).toEqual({ rowsRead: 0, rowsWritten: 2, statements: 1 });
  });

  it("counts rows that were looked at and didn't match, and once more those that were sorted", async () => {
    const library = env.LIBRARY.getByName("scanned");
    const query = (sql: string) =>
      measure(library, (_, { storage }) => {
        storage.sql.exec(sql).toArray();
      });
    expect((await query("SELECT * FROM books WHERE shelf = 'other'")).rowsRead).toBe(100);
    expect((await query("SELECT * FROM books ORDER BY shelf LIMIT 1")).rowsRead).toBe(200);
    expect((await query("SELECT year FROM books ORDER BY year LIMIT 1")).rowsRead).toBe(1);
  });

  it("counts a cursor that was left early as far as it came", async () => {
    const library = env.LIBRARY.getByName("left early");
    const cost = await measure(library, (it) => {
      const cursor = it.all();
      for (let n = 0; n < 5; n++) cursor.next();
    });
    expect(cost.rowsRead).toBeGreaterThanOrEqual(5);
    expect(cost.rowsRead).toBeLessThanOrEqual(6);
  });

  it("counts rows read after the call that made the cursor", async () => {
    const library = env.LIBRARY.getByName("read later");
    const cost = await measure(library, async (it) => {
      const cursor = it.all();
      await Promise.resolve();
      [...cursor.raw()];
    });
    expect(cost.rowsRead).toBe(100);
  });

  it("counts what is done after an await", async () => {
    const library = env.LIBRARY.getByName("await");
    expect(await measure(library, (it) => it.later("book 7"))).toMatchObject({ rowsRead: 1, statements: 1 });
  });

  it("adds up many statements", async () => {
    const library = env.LIBRARY.getByName("many");
    const cost = await measure(library, (it) => {
      for (let n = 0; n < 1000; n++) it.add(`more ${n}`, 2026);
    });
    expect(cost).toMatchObject({ rowsWritten: 2000, statements: 1000 });
  });

  it("sees only the last of several statements in one exec(), as the cursor does", async () => {
    const library = env.LIBRARY.getByName("several");
    const cost = await measure(library, (_, { storage }) => {
      storage.sql.exec("DELETE FROM books; SELECT COUNT(*) FROM books");
    });
    expect(cost).toMatchObject({ rowsWritten: 0, statements: 1 });
  });

  it("doesn't see key-value calls", async () => {
    const library = env.LIBRARY.getByName("key-value");
    const cost = await measure(library, (_, { storage }) => storage.kv.put("a", 1));
    expect(cost).toEqual({ rowsRead: 0, rowsWritten: 0, statements: 0 });
  });

  it("refuses to measure twice at once", async () => {
    const library = env.LIBRARY.getByName("twice at once");
    let begun = false;
    let refused = false;
    const first = measure(library, async (it) => {
      begun = true;
      while (!refused) await it.later("book 1");
    });
    // Of two calls made at once either may come first, so the second waits, by calls, until the first is at work.
    while (!begun) await library.titles();
    await expect(measure(library, (it) => it.titles())).rejects.toThrow("await it first");
    refused = true;
    expect((await first).rowsRead).toBeGreaterThanOrEqual(1);
  });

  it("puts the platform's exec() back, also when the work throws", async () => {
    const library = env.LIBRARY.getByName("restored");
    const work = () => {
      throw new TypeError("no");
    };
    await expect(measure(library, work)).rejects.toThrow(new TypeError("no"));
    expect(await runInDurableObject(library, (_, { storage }) => Object.hasOwn(storage.sql, "exec"))).toBe(false);
    expect(await library.titles()).toHaveLength(100);
  });
});

describe("failOn", () => {
  it("fails the nth statement and leaves it undone", async () => {
    const library = env.LIBRARY.getByName("second");
    const trial = await failOn(library, 2, (it) => it.rename("book 1", "a book"));
    expect(trial).toMatchObject({ reached: true, state: "threw", error: expect.any(PlannedFailure) });
    expect(await library.titles()).toHaveLength(99);
  });

  it("fails the first", async () => {
    const library = env.LIBRARY.getByName("first");
    expect(await failOn(library, 1, (it) => it.rename("book 1", "a book"))).toMatchObject({ state: "threw" });
    expect(await library.titles()).toHaveLength(100);
  });

  it("says when there was no nth statement", async () => {
    const library = env.LIBRARY.getByName("third");
    const trial = await failOn(library, 3, (it) => it.rename("book 1", "a book"));
    expect(trial).toEqual({ reached: false, state: "answered", answer: "a book" });
  });

  it("answers what the work made of the failure", async () => {
    const library = env.LIBRARY.getByName("caught");
    const trial = await failOn(library, 1, (it) => {
      try {
        return it.rename("book 1", "a book");
      } catch {
        return "refused";
      }
    });
    expect(trial).toEqual({ reached: true, state: "answered", answer: "refused" });
  });

  it("lets transactionSync() undo what came before", async () => {
    const library = env.LIBRARY.getByName("transaction");
    await failOn(library, 2, (it, { storage }) => storage.transactionSync(() => it.rename("book 1", "a book")));
    expect(await library.titles()).toHaveLength(100);
  });

  it("fails nothing afterwards", async () => {
    const library = env.LIBRARY.getByName("afterwards");
    await failOn(library, 3, (it) => it.rename("book 1", "a book"));
    expect(await library.rename("book 2", "another")).toBe("another");
  });
});
