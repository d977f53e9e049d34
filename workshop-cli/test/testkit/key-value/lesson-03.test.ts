import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { numbered } from "./worker.ts";

/** What exercise 03 and its solution say of key-value storage, and no test of theirs shows. */
describe("exercise 03 is right that", () => {
  it("both key-value APIs lead to the same keys", () =>
    inStorage("same keys", async (storage) => {
      storage.kv.put("a", 1);
      await storage.put("b", 2);
      expect([await storage.get("a"), storage.kv.get("b")]).toEqual([1, 2]);
    }));

  it("a thousand keys in one call work locally", () =>
    inStorage("a thousand", async (storage) => {
      await storage.put(numbered(1_000));
      expect((await storage.get(Object.keys(numbered(1_000)))).size).toBe(1_000);
      expect(await storage.delete(Object.keys(numbered(1_000)))).toBe(1_000);
    }));

  it("kv takes one key a call", () =>
    inStorage("one key", ({ kv }) => {
      const put = kv.put.bind(kv) as unknown as (...given: unknown[]) => unknown;
      kv.put("a", 1);
      kv.put("b", 2);
      expect(kv.get(["a", "b"] as never)).toBeUndefined();
      expect(() => put({ c: 3 })).toThrow(TypeError);
    }));

  it("a second kv.list() breaks the first, unless that was read to its end", () =>
    inStorage("two lists", ({ kv }) => {
      for (const [key, value] of Object.entries(numbered(5))) kv.put(key, value);
      const first = kv.list()[Symbol.iterator]();
      first.next();
      expect([...kv.list()]).toHaveLength(5);
      expect(() => first.next()).toThrow("Only one kv.list() iterator can exist at a time");
      const read = [...kv.list()];
      expect([[...kv.list()].length, read.length]).toEqual([5, 5]);
    }));

  it("an asynchronous list() breaks it as well", () =>
    inStorage("list and kv.list", async (storage) => {
      await storage.put(numbered(5));
      const first = storage.kv.list()[Symbol.iterator]();
      first.next();
      await storage.list();
      expect(() => first.next()).toThrow("Only one kv.list() iterator can exist at a time");
    }));

  it("whoever writes while they list meets what they have written, again and again", () =>
    inStorage("writes while listing", ({ kv }) => {
      for (const [key, value] of Object.entries(numbered(3))) kv.put(key, value);
      let seen = 0;
      for (const [key, value] of kv.list<number>()) {
        if (++seen === 100) break;
        kv.put(key, value + 1);
      }
      expect(seen, "three keys, each overwritten").toBe(100);
      seen = 0;
      for (const [key] of kv.list()) {
        if (++seen === 100) break;
        kv.put(`${key}, copied`, 0);
      }
      expect(seen, "three keys, each copied").toBe(100);
    }));

  it("what is deleted while one lists is met once", () =>
    inStorage("deletes while listing", ({ kv }) => {
      for (const [key, value] of Object.entries(numbered(300))) kv.put(key, value);
      let seen = 0;
      for (const [key] of kv.list()) {
        seen += 1;
        kv.delete(key);
      }
      expect([seen, [...kv.list()].length]).toEqual([300, 0]);
    }));

  it("reverse leaves the ends where they are, and an end that is undefined is none", () =>
    inStorage("ends", async (storage) => {
      await storage.put({ a: 1, b: 2, c: 3, d: 4 });
      const keys = (options: SyncKvListOptions) => Array.from(storage.kv.list(options), ([key]) => key).join("");
      expect(keys({ startAfter: "b", reverse: true })).toBe("dc");
      expect(keys({ end: "c", reverse: true })).toBe("ba");
      expect(keys({ end: undefined, startAfter: undefined })).toBe("abcd");
    }));

  it("undefined can be saved, and leaves a key", () =>
    inStorage("undefined", ({ kv }) => {
      kv.put("a", undefined);
      expect([kv.get("a"), [...kv.list()].length, kv.delete("a")]).toEqual([undefined, 1, true]);
    }));

  it("get() answers a copy, and put() keeps one", () =>
    inStorage("copies", ({ kv }) => {
      const font = { size: 14 };
      kv.put("font", font);
      font.size = 16;
      const got = kv.get<typeof font>("font");
      if (got) got.size = 18;
      expect(kv.get("font")).toEqual({ size: 14 });
    }));

  it("a batch is kept whole or not at all", () =>
    inStorage("whole batch", async (storage) => {
      await expect(storage.put({ a: 1, b: () => {} })).rejects.toThrow("could not be cloned");
      expect((await storage.list()).size).toBe(0);
    }));

  it("deleteAll() drops the tables, and the constructor makes them at the next start", async () => {
    const drawer = env.DRAWER.getByName("tables");
    await drawer.note();
    await runInDurableObject(drawer, async (_, { storage }) => {
      await storage.setAlarm(Date.now() + 3_600_000);
      await storage.deleteAll();
      expect(() => storage.sql.exec("SELECT * FROM notes")).toThrow("no such table: notes");
      expect(await storage.getAlarm()).toBeNull();
    });
    await evictDurableObject(drawer);
    expect(await drawer.note()).toBe(1);
  });

  it("deleteAll() throws in a transaction", () =>
    inStorage("in a transaction", async (storage) => {
      await expect(storage.transaction(() => storage.deleteAll())).rejects.toThrow("within a transaction");
    }));

  it("an empty table takes storage", () =>
    inStorage("size", async (storage) => {
      await storage.deleteAll();
      const empty = storage.sql.databaseSize;
      storage.sql.exec("CREATE TABLE empty (a)");
      expect(storage.sql.databaseSize - empty).toBeGreaterThanOrEqual(4096);
    }));
});

function inStorage(name: string, work: (storage: DurableObjectStorage) => unknown): Promise<void> {
  return runInDurableObject(env.DRAWER.getByName(name), async (_, { storage }) => void (await work(storage)));
}
