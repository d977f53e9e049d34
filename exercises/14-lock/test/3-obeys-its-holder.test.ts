import { describe, expect, it } from "vitest";
import { alarmOf } from "#testkit/alarms";
import { MINUTE, moveDate } from "#testkit/time";
import { heldLock, nextLease, pass, runOut } from "./leases.ts";

describe("3. A lock obeys its holder alone", () => {
  it("is free when its holder releases it", async () => {
    const { lock, lease } = await heldLock("released");
    expect(await lock.release(lease.token), "the holder's token releases the lock").toBe(true);
    expect(await lock.current(), "after the release nobody holds the lock").toBeNull();
  });

  it("isn't released by a token that it never gave", async () => {
    const { lock, lease } = await heldLock("never given");
    const alarm = await alarmOf(lock);
    expect(await lock.release(lease.token + 1), "a token that was never given releases nothing").toBe(false);
    expect(await lock.current(), "the holder still holds the lock").toEqual(lease);
    expect(await alarmOf(lock), "the alarm of the holder's lease is what it was").toBe(alarm);
  });

  it("isn't released twice", async () => {
    const { lock, lease } = await heldLock("released twice");
    await lock.release(lease.token);
    expect(await lock.release(lease.token), "a lease that was released has nothing more to release").toBe(false);
  });

  it("isn't released by who held it before, and is late", async () => {
    const { lock, lease } = await heldLock("late release");
    pass(lease);
    const next = await nextLease(lock);
    expect(await lock.release(lease.token), "a token whose lease is over releases nothing").toBe(false);
    expect(await lock.current(), "the next holder still holds the lock").toEqual(next);
  });

  it("isn't released when the lease has ended, though nobody took it since", async () => {
    const { lock, lease } = await heldLock("nobody since, released");
    pass(lease);
    expect(await lock.release(lease.token), "a lease that is over has nothing to release").toBe(false);
  });

  it("is held for longer when its holder renews", async () => {
    const { lock, lease } = await heldLock("renewed");
    moveDate(MINUTE / 2);
    const renewed = { token: lease.token, expiresAt: Date.now() + MINUTE };
    expect(await lock.renew(lease.token, MINUTE), "the holder's token moves the end to a minute from now").toEqual(
      renewed,
    );
    pass(lease);
    expect(await lock.current(), "a renewed lease holds beyond its first end").toEqual(renewed);
  });

  it("is held for less when its holder renews for less", async () => {
    const { lock, lease } = await heldLock("renewed for less");
    const sooner = { token: lease.token, expiresAt: Date.now() + MINUTE / 2 };
    expect(await lock.renew(lease.token, MINUTE / 2), "the end moves to half a minute from now").toEqual(sooner);
    pass(sooner);
    expect(await lock.current(), "at its new end the lease is over").toBeNull();
  });

  it("isn't renewed by who held it before, and is late", async () => {
    const { lock, lease } = await heldLock("late renewal");
    pass(lease);
    const next = await nextLease(lock);
    expect(await lock.renew(lease.token, MINUTE), "a token whose lease is over renews nothing").toBeNull();
    expect(await lock.current(), "the next holder still holds the lock").toEqual(next);
  });

  it("isn't renewed when the lease has ended, though nobody took it since", async () => {
    const { lock, lease } = await heldLock("nobody since");
    pass(lease);
    expect(
      await lock.renew(lease.token, MINUTE),
      "a lease that is over isn't renewed, though the lock is free",
    ).toBeNull();
    expect(await lock.current(), "the lock stays free").toBeNull();
  });

  it("isn't renewed when the lease has ended, and the alarm has come", async () => {
    const { lock, lease } = await heldLock("ended, tidied up");
    await runOut(lock, lease);
    expect(await lock.renew(lease.token, MINUTE), "what is over isn't renewed, though no lease is left").toBeNull();
    expect(await lock.current(), "the lock stays free").toBeNull();
  });

  it("isn't renewed by who has released it", async () => {
    const { lock, lease } = await heldLock("renewed after a release");
    await lock.release(lease.token);
    expect(await lock.renew(lease.token, MINUTE), "a lease that was released isn't renewed").toBeNull();
    expect(await lock.current(), "the lock stays free").toBeNull();
  });
});
