import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { MINUTE, moveDate } from "#testkit/time";
import { heldLock } from "./leases.ts";

const SECOND = 1000;

/** A lock that was held while Ada, then Bob, asked for it, and is free now. */
async function lockWithLine(name: string) {
  const { lock, lease } = await heldLock(name);
  await lock.acquire(MINUTE, "ada");
  await lock.acquire(MINUTE, "bob");
  await lock.release(lease.token);
  return lock;
}

describe("Stretch: a lock serves those who wait in order", () => {
  it("goes to whoever asked first", async () => {
    const lock = await lockWithLine("first");
    expect(await lock.acquire(MINUTE, "bob"), "Bob asks again, but Ada was there before him").toBeNull();
    expect(await lock.acquire(MINUTE, "ada"), "Ada asks again, and nobody was there before her").not.toBeNull();
  });

  it("goes to nobody who passes the line", async () => {
    const lock = await lockWithLine("passes");
    expect(await lock.acquire(MINUTE, "eve"), "Eve asks for the first time, behind Ada and Bob").toBeNull();
    expect(await lock.acquire(MINUTE), "somebody without a name asks, while others wait").toBeNull();
  });

  it("gives no better place to whoever asks more often", async () => {
    const { lock, lease } = await heldLock("more often");
    for (const waiter of ["ada", "bob", "bob", "ada", "bob"]) await lock.acquire(MINUTE, waiter);
    await lock.release(lease.token);
    expect(await lock.acquire(MINUTE, "bob"), "Bob asked three times, but Ada was there before him").toBeNull();
  });

  it("serves everybody once", async () => {
    const lock = await lockWithLine("once");
    const first = await lock.acquire(MINUTE, "ada");
    await lock.release(first?.token ?? 0);
    expect(await lock.acquire(MINUTE, "ada"), "Ada asks once more, now behind Bob").toBeNull();
    const second = await lock.acquire(MINUTE, "bob");
    expect(second, "Bob asks, whose turn it is").not.toBeNull();
    await lock.release(second?.token ?? 0);
    expect(await lock.acquire(MINUTE, "ada"), "Ada asks, whose turn it is again").not.toBeNull();
  });

  it("takes the place of whoever hasn't asked for 30 seconds", async () => {
    const lock = await lockWithLine("gave up");
    moveDate(20 * SECOND);
    expect(await lock.acquire(MINUTE, "bob"), "Bob asks 20 seconds after Ada did").toBeNull();
    moveDate(10 * SECOND - 1);
    expect(await lock.acquire(MINUTE, "bob"), "Bob asks a millisecond less than 30 seconds after Ada did").toBeNull();
    moveDate(1);
    expect(await lock.acquire(MINUTE, "bob"), "Bob asks 30 seconds after Ada did").not.toBeNull();
  });

  it("takes the place also of somebody behind whom others wait", async () => {
    const { lock, lease } = await heldLock("in the middle");
    for (const waiter of ["ada", "bob", "cem"]) await lock.acquire(MINUTE, waiter);
    for (const seconds of [20, 20]) {
      moveDate(seconds * SECOND);
      for (const waiter of ["ada", "cem"]) await lock.acquire(MINUTE, waiter);
    }
    await lock.acquire(MINUTE, "bob");
    await lock.release(lease.token);
    const first = await lock.acquire(MINUTE, "ada");
    await lock.release(first?.token ?? 0);
    expect(await lock.acquire(MINUTE, "bob"), "Bob, who was silent for 40 seconds, asks before Cem").toBeNull();
    expect(await lock.acquire(MINUTE, "cem"), "Cem asks, who never was silent for so long").not.toBeNull();
  });

  it("keeps the line when the object is evicted", async () => {
    const lock = await lockWithLine("line after an eviction");
    await evict(lock);
    expect(await lock.acquire(MINUTE, "bob"), "Bob asks a new instance, but Ada was there before him").toBeNull();
  });
});
