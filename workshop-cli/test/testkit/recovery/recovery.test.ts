import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { DAY, FAR_FUTURE, freezeDate, HOUR, moveDate } from "#testkit/time";

import type { Plain } from "./worker.ts";

type Storage = DurableObjectStorage;

/** Runs in an object of this name, which is started where it doesn't run. */
function inBox<R>(name: string, work: (storage: Storage, ctx: DurableObjectState) => R | Promise<R>): Promise<R> {
  return runInDurableObject(env.BOX.getByName(name), (_, ctx) => work(ctx.storage, ctx));
}

async function restart(name: string): Promise<void> {
  await evictDurableObject(env.BOX.getByName(name));
}

/** Puts a number where each of the two kinds of storage is, and answers a bookmark of it. */
function put(name: string, n: number): Promise<string> {
  return inBox(name, (storage) => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS notes (n)");
    storage.sql.exec("INSERT INTO notes VALUES (?)", n);
    storage.kv.put("n", n);
    return storage.getCurrentBookmark();
  });
}

function numbers(name: string): Promise<{ sql: number[]; kv: unknown }> {
  return inBox(name, ({ sql, kv }) => {
    const exists = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'notes'").toArray().length > 0;
    const rows = exists ? sql.exec<{ n: number }>("SELECT n FROM notes ORDER BY n").toArray() : [];
    return { sql: rows.map(({ n }) => n), kv: kv.get("n") ?? null };
  });
}

const restoreNext = (name: string, bookmark: string) =>
  inBox(name, (storage) => storage.onNextSessionRestoreBookmark(bookmark));

/** What a call of the storage is refused with. */
function refusal(name: string, call: (storage: Storage) => Promise<unknown>): Promise<string> {
  return inBox(name, (storage) =>
    call(storage).then(
      () => "no refusal",
      (error: Error) => error.message,
    ),
  );
}

describe("bookmarks", () => {
  it("look like the platform's, and a later one is greater as a string", async () => {
    const bookmarks = [];
    for (let n = 0; n < 20; n++) {
      bookmarks.push(await put("order", n));
      if (n % 5 === 0) await restart("order");
    }
    expect(bookmarks[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}$/);
    expect([...bookmarks].sort()).toEqual(bookmarks);
    expect(new Set(bookmarks).size).toBe(20);
  });

  it("are refused by others, and where they aren't bookmarks", async () => {
    const foreign = await put("another", 1);
    await put("refuses", 1);
    const refused = (bookmark: unknown) =>
      refusal("refuses", (storage) => storage.onNextSessionRestoreBookmark(bookmark as string));
    expect(await refused("junk")).toBe(
      'Expected a bookmark, such as 0000007b-0000b26e-00001538-0c3e87bb37b3db5cc52eedb93cd3b96b. Got "junk".',
    );
    expect(await refused(undefined)).toMatch(/Expected a bookmark.*Got undefined/);
    expect(await refused(Promise.resolve(foreign))).toMatch(/Got a promise: is an await missing\?/);
    expect(await refused(foreign)).toBe(`The bookmark ${foreign} isn't of this object's history.`);
    const future = (await put("refuses", 2)).replace(/^.{8}/, "7fffffff");
    expect(await refused(future)).toBe(`The bookmark ${future} is of a time that hasn't come yet.`);
    await restart("refuses");
    expect(await numbers("refuses")).toEqual({ sql: [1, 2], kv: 2 });
  });

  it("are refused when they are older than thirty days", async () => {
    freezeDate();
    const bookmark = await put("old", 1);
    moveDate(30 * DAY);
    await restoreNext("old", bookmark);
    moveDate(1);
    const refused = await refusal("old", (storage) => storage.onNextSessionRestoreBookmark(bookmark));
    expect(refused).toBe(`The bookmark ${bookmark} is older than 30 days.`);
  });

  it("aren't given in the middle of a transaction", async () => {
    const refused = await refusal("in a transaction", (storage) =>
      storage.transaction(() => storage.getCurrentBookmark()),
    );
    expect(refused).toMatch(/middle of a transaction/);
  });
});

describe("a restore", () => {
  it("takes effect at the next start, and brings back SQL and key-values", async () => {
    const bookmark = await put("next start", 1);
    await put("next start", 2);
    await restoreNext("next start", bookmark);
    expect(await numbers("next start")).toEqual({ sql: [1, 2], kv: 2 });
    await restart("next start");
    expect(await numbers("next start")).toEqual({ sql: [1], kv: 1 });
    await restart("next start");
    expect(await numbers("next start")).toEqual({ sql: [1], kv: 1 });
  });

  it("is there before the constructor runs", async () => {
    const empty = await inBox("constructor", (storage) => storage.getCurrentBookmark());
    await put("constructor", 1);
    await restart("constructor");
    const atStart = () => runInDurableObject(env.BOX.getByName("constructor"), (box: Plain) => box.atStart);
    expect(await atStart()).toBe(1);
    await restoreNext("constructor", empty);
    await restart("constructor");
    expect(await atStart()).toBe(0);
  });

  it("is carried out by abort()", async () => {
    const bookmark = await put("abort", 1);
    await put("abort", 2);
    await expect(env.BOX.getByName("abort").restoreAndDie(bookmark)).rejects.toThrow("died");
    expect(await numbers("abort")).toEqual({ sql: [1], kv: 1 });
  });

  it("comes to nothing where it isn't awaited before abort()", async () => {
    const bookmark = await put("too soon", 1);
    await put("too soon", 2);
    await expect(env.BOX.getByName("too soon").dieTooSoon(bookmark)).rejects.toThrow("died");
    expect(await numbers("too soon")).toEqual({ sql: [1, 2], kv: 2 });
  });

  it("can be undone, and the undo can be undone", async () => {
    const bookmark = await put("undo", 1);
    await put("undo", 2);
    const undo = await restoreNext("undo", bookmark);
    const late = await put("undo", 3);
    expect(undo > late, "the undo bookmark is after all that still happens in its session").toBe(true);
    await restart("undo");
    const redo = await restoreNext("undo", undo);
    await restart("undo");
    expect(await numbers("undo")).toEqual({ sql: [1, 2, 3], kv: 3 });
    await restoreNext("undo", redo);
    await restart("undo");
    expect(await numbers("undo")).toEqual({ sql: [1], kv: 1 });
    expect(redo > undo).toBe(true);
  });

  it("is the last one asked for, and is called off by its own undo bookmark", async () => {
    const [first, second] = [await put("last", 1), await put("last", 2)];
    const undo = await restoreNext("last", first);
    await restoreNext("last", second);
    await put("last", 3);
    await restoreNext("last", undo);
    await restart("last");
    expect(await numbers("last")).toEqual({ sql: [1, 2, 3], kv: 3 });
  });

  it("leaves later bookmarks valid", async () => {
    const [first, second] = [await put("later", 1), await put("later", 2)];
    for (const [bookmark, kv] of [
      [first, 1],
      [second, 2],
      [first, 1],
    ] as const) {
      await restoreNext("later", bookmark);
      await restart("later");
      expect((await numbers("later")).kv).toBe(kv);
    }
  });

  it("brings back what deleteAll() deleted", async () => {
    const bookmark = await put("deleted", 1);
    await inBox("deleted", (storage) => storage.deleteAll());
    await restart("deleted");
    await restoreNext("deleted", bookmark);
    await restart("deleted");
    expect(await numbers("deleted")).toEqual({ sql: [1], kv: 1 });
  });

  it("leaves the alarm as it stands", async () => {
    const alarm = (name: string) => inBox(name, (storage) => storage.getAlarm());
    const none = await put("alarm", 1);
    await inBox("alarm", (storage) => storage.setAlarm(FAR_FUTURE));
    await restoreNext("alarm", none);
    await restart("alarm");
    expect(await alarm("alarm")).toBe(FAR_FUTURE);
  });
});

describe("a time", () => {
  it("stands for what storage contained then", async () => {
    freezeDate();
    for (const n of [1, 2, 3]) {
      await put("times", n);
      moveDate(HOUR);
      if (n === 2) await restart("times");
    }
    for (const [ago, kv] of [
      [3 * HOUR, 1],
      [2 * HOUR + 1, 1],
      [2 * HOUR, 2],
      [HOUR + 1, 2],
      [HOUR, 3],
      [0, 3],
      [4 * HOUR, null],
    ] as const) {
      const bookmark = await inBox("times", (storage) => storage.getBookmarkForTime(new Date(Date.now() - ago)));
      const undo = await restoreNext("times", bookmark);
      await restart("times");
      expect((await numbers("times")).kv, `${ago / HOUR} hours ago`).toBe(kv);
      await restoreNext("times", undo);
      await restart("times");
    }
  });

  it("is refused where it is none, hasn't come, or is more than thirty days ago", async () => {
    freezeDate();
    const refused = (time: unknown) => refusal("no time", (storage) => storage.getBookmarkForTime(time as number));
    expect(await refused(Number.NaN)).toBe("Expected a time: milliseconds since 1970, or a Date. Got NaN.");
    expect(await refused("yesterday")).toMatch(/Got "yesterday"/);
    expect(await refused(Date.now() + 1)).toBe(
      "Expected a time within the last 30 days. Got 2100-01-01T00:00:00.001Z, which hasn't come yet.",
    );
    expect(await refused(Date.now() - 30 * DAY - 1)).toBe(
      "Expected a time within the last 30 days. Got 2099-12-01T23:59:59.999Z.",
    );
    expect(await refused(Date.now() - 30 * DAY)).toBe("no refusal");
  });

  it("gives a bookmark that compares with others as the times do", async () => {
    freezeDate();
    const all: string[] = [];
    for (let n = 0; n < 4; n++) {
      all.push(await put("compared", n));
      moveDate(HOUR);
      await put("compared", n + 0.5);
      moveDate(HOUR);
    }
    for (const [n, bookmark] of all.entries()) {
      const between = await inBox("compared", (storage) => storage.getBookmarkForTime(FAR_FUTURE + (2 * n + 1) * HOUR));
      expect(between > bookmark && between < (all[n + 1] ?? "~")).toBe(true);
    }
  });

  it("never falls into a transaction, nor into what was rolled back or dropped", async () => {
    freezeDate();
    await put("half done", 1);
    moveDate(HOUR);
    await inBox("half done", async (storage) => {
      const failed = storage.transaction(async (transaction) => {
        await transaction.put("n", 2);
        await storage.put("n", 3);
        moveDate(HOUR);
        storage.kv.put("n", 4);
        throw new Error("rolled back");
      });
      await failed.catch(() => {});
    });
    await expect(env.BOX.getByName("half done").writeAndDie()).rejects.toThrow("died");
    moveDate(HOUR);
    await put("half done", 5);
    for (const time of [HOUR, 1.5 * HOUR, 2.5 * HOUR]) {
      const bookmark = await inBox("half done", (storage) => storage.getBookmarkForTime(FAR_FUTURE + time));
      await restoreNext("half done", bookmark);
      await restart("half done");
      expect(await numbers("half done"), `after ${time / HOUR} hours`).toEqual({ sql: [1], kv: 1 });
    }
  });
});

describe("abort()", () => {
  it("drops what wasn't flushed, and sync() flushes it", async () => {
    const written = () => inBox("abort drops", ({ kv }) => kv.get("written last") ?? false);
    await expect(env.BOX.getByName("abort drops").writeAndDie()).rejects.toThrow("died");
    expect(await written()).toBe(false);
    await expect(env.BOX.getByName("abort drops").writeFlushAndDie()).rejects.toThrow("died");
    expect(await written()).toBe(true);
  });
});

describe("the rest of the storage", () => {
  it("lists key-values one list at a time, also while it is written", async () => {
    freezeDate();
    const left = await inBox("lists", async ({ kv }) => {
      for (let n = 0; n < 5; n++) kv.put(`k${n}`, n);
      for (const [key] of kv.list({ prefix: "k" })) {
        moveDate(HOUR);
        kv.delete(key);
        await new Promise((done) => setTimeout(done));
      }
      return [...kv.list()];
    });
    expect(left).toEqual([]);
    const broken = await inBox("lists", ({ kv }) => {
      kv.put("a", 1);
      const older = kv.list()[Symbol.iterator]();
      kv.list();
      try {
        return String(older.next().done);
      } catch (error) {
        return String(error);
      }
    });
    expect(broken).toMatch(/iterator was invalidated/);
  });

  it("can be measured, and isn't charged for recovery", async () => {
    freezeDate();
    await put("measured", 1);
    moveDate(HOUR);
    const cost = await measure(env.BOX.getByName("measured"), async (_, { storage }) => {
      storage.sql.exec("INSERT INTO notes VALUES (2)");
      await storage.getCurrentBookmark();
    });
    expect(cost).toMatchObject({ statements: 1, rowsWritten: 1 });
  });

  it("is the platform's where a class isn't recoverable", async () => {
    const plain = env.PLAIN.getByName("plain");
    const error = await runInDurableObject(plain, (_, { storage }) =>
      storage.getBookmarkForTime(Date.now()).catch((error: Error) => error.message),
    );
    expect(error).toBe("This Durable Object's storage back-end does not implement point-in-time recovery.");
  });
});
