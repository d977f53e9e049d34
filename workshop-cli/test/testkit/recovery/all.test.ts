import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Child } from "./worker.ts";

describe("allRecoverable()", () => {
  it("restores a class that descends from another, before its constructor runs", async () => {
    const child = env.CHILD.getByName("child");
    await runInDurableObject(child, async (_, { storage }) => {
      storage.kv.put("n", 1);
      const bookmark = await storage.getCurrentBookmark();
      storage.kv.put("n", 2);
      await storage.onNextSessionRestoreBookmark(bookmark);
    });
    await evictDurableObject(child);
    expect(await runInDurableObject(child, ({ atStart }: Child) => atStart)).toBe(1);
  });

  it("restores each class of the module, once", async () => {
    const other = env.OTHER.getByName("other");
    const bookmarks = await runInDurableObject(other, async (_, { storage }) => {
      storage.kv.put("n", 1);
      return [await storage.getCurrentBookmark(), await storage.getBookmarkForTime(Date.now())];
    });
    expect(bookmarks[0]).toBe(bookmarks[1]);
  });

  it.for([
    ["other classes", () => env.PLAIN.getByName("still plain")],
    ["objects for which it isn't meant", () => env.OTHER.getByName("not meant")],
  ] as const)("leaves %s as they are", async ([, stub]) => {
    const error = await runInDurableObject(stub() as DurableObjectStub, (_, { storage }) =>
      storage.getBookmarkForTime(Date.now()).catch((error: Error) => error.message),
    );
    expect(error).toMatch(/does not implement point-in-time recovery/);
  });
});
