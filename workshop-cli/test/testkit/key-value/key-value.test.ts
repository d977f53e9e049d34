import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keysRead, MOST_BYTES, MOST_KEYS, withinLimits } from "#testkit/key-value";
import { numbered } from "./worker.ts";

const keys = (count: number) => Object.keys(numbered(count));

describe("withinLimits", () => {
  it("lets 128 keys pass in one call, and refuses 129", async () => {
    const drawer = env.DRAWER.getByName("128");
    await withinLimits(drawer, async (it) => {
      expect(await it.put(numbered(MOST_KEYS))).toBe("stored");
      expect(await it.get(keys(MOST_KEYS))).toBe(128);
      expect(await it.delete(keys(MOST_KEYS))).toBe(128);
      await expect(it.put(numbered(129))).rejects.toThrow("put() got 129 keys, and takes up to 128 at a time");
      await expect(it.get(keys(129))).rejects.toThrow(RangeError);
      await expect(it.delete(keys(129))).rejects.toThrow(RangeError);
      await expect(it.putInTransaction(numbered(129))).rejects.toThrow(RangeError);
      expect(await it.putInTransaction(numbered(128))).toBe("stored");
    });
  });

  it("refuses a batch as a whole", async () => {
    const drawer = env.DRAWER.getByName("whole");
    await withinLimits(drawer, (it) => it.put(numbered(200)).catch(() => {}));
    expect(await drawer.keys()).toEqual([]);
  });

  it("lets 2 MB pass, key included, and refuses a byte more", async () => {
    const drawer = env.DRAWER.getByName("2 MB");
    const most = MOST_BYTES - "k".length;
    await withinLimits(drawer, async (it) => {
      expect(it.putOne("k", new Uint8Array(most))).toBe("stored");
      expect(() => it.putOne("k", new Uint8Array(most + 1))).toThrow("put() got 2097153 bytes for the key k");
      expect(() => it.putOne("kk", new Uint8Array(most))).toThrow(RangeError);
      await expect(it.put({ a: 1, k: new Uint8Array(most + 1) })).rejects.toThrow(RangeError);
    });
  });

  it("weighs texts, buffers and what is in objects", async () => {
    const drawer = env.DRAWER.getByName("weighs");
    const half = MOST_BYTES / 2;
    const refused: [string, unknown][] = [
      ["a text of a byte a character", "a".repeat(MOST_BYTES)],
      ["a text of two bytes a character", "ж".repeat(half)],
      ["a buffer", new ArrayBuffer(MOST_BYTES)],
      ["a view of a few bytes in a large buffer", new Uint8Array(MOST_BYTES).subarray(0, 10)],
      ["an object", { a: "a".repeat(half), b: { c: ["a".repeat(half)] } }],
      ["a map", new Map([["a".repeat(half), new Set(["b".repeat(half)])]])],
    ];
    const taken: [string, unknown][] = [
      ["a text of a byte a character", "é".repeat(MOST_BYTES - 100)],
      ["a text of two bytes a character", "ж".repeat(half - 100)],
      ["a buffer that is in it twice", twice(new Uint8Array(half + 100))],
      ["nothing", null],
    ];
    await withinLimits(drawer, (it) => {
      for (const [name, value] of refused) expect(() => it.putOne("k", value), name).toThrow(RangeError);
      for (const [name, value] of taken) expect(it.putOne("k", value), name).toBe("stored");
    });
  });

  it("says so where a view has more behind it", async () => {
    const drawer = env.DRAWER.getByName("says so");
    const put = () => withinLimits(drawer, (it) => it.putOne("k", new Uint8Array(6_000_000).subarray(0, 1_000)));
    await expect(put()).rejects.toThrow("a view of 1000 bytes; stored is the whole buffer behind it");
  });

  it("is right to count a view with the whole buffer behind it", async () => {
    const drawer = env.DRAWER.getByName("stored in");
    const bytes = new Uint8Array(6_000_000);
    const stored = await runInDurableObject(drawer, (it, { storage }) => {
      const before = storage.sql.databaseSize;
      it.putOne("view", bytes.subarray(0, 1_000));
      return storage.sql.databaseSize - before;
    });
    expect(stored, "a view of a thousand bytes has six million behind it").toBeGreaterThan(6_000_000);
  });

  it("leaves nonsense to the platform", async () => {
    const drawer = env.DRAWER.getByName("nonsense");
    await withinLimits(drawer, async (_, { storage }) => {
      const put = storage.kv.put as unknown as (...given: unknown[]) => unknown;
      expect(() => put({ a: 1 })).toThrow("parameter 2 is not of type 'Value'");
      expect(storage.kv.get(["a", "b"] as never)).toBeUndefined();
      await expect(storage.list({ limit: 0 })).rejects.toThrow("List limit must be positive");
    });
  });

  it("is over when the work is, also when it throws", async () => {
    const drawer = env.DRAWER.getByName("over");
    const work = () => {
      throw new TypeError("no");
    };
    await expect(withinLimits(drawer, work)).rejects.toThrow(new TypeError("no"));
    expect(await drawer.put(numbered(129))).toBe("stored");
    expect(await drawer.putInTransaction(numbered(129))).toBe("stored");
    const own = await runInDurableObject(drawer, (_, { storage }) =>
      [storage, storage.kv].flatMap((api) => Object.getOwnPropertyNames(api)),
    );
    expect(own).not.toEqual(expect.arrayContaining(["put"]));
  });
});

describe("keysRead", () => {
  it("counts what get() asked for, there or not", async () => {
    const drawer = env.DRAWER.getByName("get");
    await drawer.fill(10);
    expect(await keysRead(drawer, (it) => it.get([...keys(10), "nowhere"]))).toBe(11);
    expect(await keysRead(drawer, (_, { storage }) => void storage.kv.get("key 0001"))).toBe(1);
  });

  it("counts what an asynchronous list() answered", async () => {
    const drawer = env.DRAWER.getByName("list");
    await drawer.fill(300);
    expect(await keysRead(drawer, (_, { storage }) => storage.list())).toBe(300);
    expect(await keysRead(drawer, (_, { storage }) => storage.list({ limit: 20 }))).toBe(20);
    expect(await keysRead(drawer, (_, { storage }) => storage.transaction((inner) => inner.list()))).toBe(300);
  });

  it("counts what a synchronous list() handed over before it was left", async () => {
    const drawer = env.DRAWER.getByName("kv.list");
    await drawer.fill(300);
    expect(await keysRead(drawer, (it) => it.keys())).toBe(300);
    expect(await keysRead(drawer, (_, { storage }) => [...storage.kv.list({ limit: 20 })])).toBe(20);
    const firstTwo = await keysRead(drawer, (_, { storage }) => {
      const [one, two] = storage.kv.list();
      return [one, two];
    });
    expect(firstTwo).toBe(2);
    const leftEarly = await keysRead(drawer, (_, { storage }) => {
      for (const [key] of storage.kv.list()) if (key === "key 0006") return;
    });
    expect(leftEarly).toBe(7);
  });

  it("doesn't count writes, nor what is read afterwards", async () => {
    const drawer = env.DRAWER.getByName("writes");
    expect(await keysRead(drawer, (it) => it.fill(10))).toBe(0);
    await drawer.keys();
    expect(await keysRead(drawer, () => {})).toBe(0);
  });

  it("refuses to be used twice at once", async () => {
    const drawer = env.DRAWER.getByName("twice");
    let begun = false;
    let refused = false;
    const first = keysRead(drawer, async (it) => {
      begun = true;
      while (!refused) await it.later();
    });
    while (!begun) await drawer.keys();
    await expect(withinLimits(drawer, () => {})).rejects.toThrow("await it first");
    refused = true;
    expect(await first).toBe(0);
  });
});

function twice(bytes: Uint8Array): { a: Uint8Array; b: Uint8Array } {
  return { a: bytes, b: bytes };
}
