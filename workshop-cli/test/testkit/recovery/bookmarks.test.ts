import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DAY, FAR_FUTURE, freezeDate, HOUR, moveDate } from "#testkit/time";
import { inBox, numbers, put, refusal, restart, restoreNext } from "./box.ts";

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
