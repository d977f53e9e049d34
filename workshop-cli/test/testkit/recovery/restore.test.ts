import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { FAR_FUTURE } from "#testkit/time";
import { inBox, numbers, put, restart, restoreNext } from "./box.ts";
import type { Plain } from "./worker.ts";

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

describe("abort()", () => {
  it("drops what wasn't flushed, and sync() flushes it", async () => {
    const written = () => inBox("abort drops", ({ kv }) => kv.get("written last") ?? false);
    await expect(env.BOX.getByName("abort drops").writeAndDie()).rejects.toThrow("died");
    expect(await written()).toBe(false);
    await expect(env.BOX.getByName("abort drops").writeFlushAndDie()).rejects.toThrow("died");
    expect(await written()).toBe(true);
  });
});
