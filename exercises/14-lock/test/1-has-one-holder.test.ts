import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { evict } from "#testkit/objects";
import { capture } from "#testkit/recovery/capture";
import { freezeDate, MINUTE, moveDate } from "#testkit/time";
import { heldLock } from "./leases.ts";

describe("1. A lock has one holder at a time", () => {
  it("lets nobody in while somebody holds it", async () => {
    const { lock } = await heldLock("held");
    expect(await lock.acquire(MINUTE), "while one machine holds the lock, acquire() gives nobody a lease").toBeNull();
  });

  it("stores nothing for whom it refuses", async () => {
    const { lock } = await heldLock("stores nothing");
    await runInDurableObject(lock, async (instance, { storage }) => {
      const before = capture(storage);
      moveDate(1);
      await instance.acquire(MINUTE);
      expect(capture(storage), "what is stored, once acquire() was refused, is what was before").toEqual(before);
    });
    const { rowsWritten } = await measure(lock, (instance) => instance.acquire(MINUTE));
    expect(rowsWritten, "rows that acquire() writes by SQL while somebody holds the lock").toBe(0);
  });

  it("sets no alarm for whom it refuses", async () => {
    const { lock } = await heldLock("sets no alarm");
    await runInDurableObject(lock, async (instance, { storage }) => {
      // Without the holder's own, so that one which is set to the same time is seen, too.
      await storage.deleteAlarm();
      await instance.acquire(MINUTE);
      expect(await storage.getAlarm(), "the alarm that acquire() has set though it was refused").toBeNull();
    });
  });

  it("tells who holds it", async () => {
    const { lock, lease } = await heldLock("tells");
    expect(await lock.current(), "current() answers the lease that was given").toEqual(lease);
  });

  it("has the same holder after an eviction", async () => {
    const { lock, lease } = await heldLock("evicted");
    await evict(lock);
    expect(
      await lock.acquire(MINUTE),
      "a new instance of the lock gives nobody a lease while the old one's lasts",
    ).toBeNull();
    expect(await lock.current(), "a new instance of the lock knows who holds it").toEqual(lease);
  });
});

describe("given: a free lock", () => {
  it("gives a lease for as long as was asked", async () => {
    const now = freezeDate();
    const lease = await env.LOCK.getByName("asked").acquire(5 * MINUTE);
    expect(lease).toEqual({ token: expect.any(Number), expiresAt: now + 5 * MINUTE });
  });

  it("isn't held by whoever holds another", async () => {
    await heldLock("this one");
    expect(await env.LOCK.getByName("another one").current()).toBeNull();
    expect(await env.LOCK.getByName("another one").acquire(MINUTE)).not.toBeNull();
  });

  it("is reached by the Worker, which takes no nonsense", async () => {
    const post = (path: string) => exports.default.fetch(`https://jobs.example/${path}`, { method: "POST" });
    expect((await post("by-worker/acquire?ttl=60000")).status).toBe(200);
    expect((await post("by-worker/acquire?ttl=forever")).status).toBe(400);
    expect((await post("by-worker/acquire?ttl=-1")).status).toBe(400);
    expect((await post("No such job!/acquire")).status).toBe(404);
  });
});
