import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { freezeDate, HOUR, moveDate } from "#testkit/time";
import { inBox, put } from "./box.ts";

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
