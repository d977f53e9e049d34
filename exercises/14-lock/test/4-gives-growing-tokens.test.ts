import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { MINUTE, moveDate } from "#testkit/time";
import { heldLock, nextLease, runOut } from "./leases.ts";

describe("4. Every lease has a greater token than those before", () => {
  it("after a release, also within the same millisecond", async () => {
    const { lock, lease } = await heldLock("after a release");
    await lock.release(lease.token);
    const next = await nextLease(lock);
    expect(next.token, "the token after a release is greater than the one before").toBeGreaterThan(lease.token);
  });

  it("after a lease that ran out", async () => {
    const { lock, lease } = await heldLock("ran out");
    await runOut(lock, lease);
    const next = await nextLease(lock);
    expect(next.token, "the token after a lease that ran out is greater than its own").toBeGreaterThan(lease.token);
  });

  it("after an eviction", async () => {
    const { lock, lease } = await heldLock("token after an eviction");
    await lock.release(lease.token);
    await evict(lock);
    const next = await nextLease(lock);
    expect(next.token, "a new instance of the lock gives a greater token than the old one").toBeGreaterThan(
      lease.token,
    );
  });

  it("after a lease that ran out, and then an eviction", async () => {
    const { lock, lease } = await heldLock("ran out, then evicted");
    await runOut(lock, lease);
    await evict(lock);
    const next = await nextLease(lock);
    expect(next.token, "a new instance knows of a lease that ran out, though nobody released it").toBeGreaterThan(
      lease.token,
    );
  });

  it("though the clock was set back", async () => {
    const { lock, lease } = await heldLock("clock set back");
    await lock.release(lease.token);
    moveDate(-MINUTE);
    const next = await nextLease(lock);
    expect(next.token, "a clock that is set back a minute doesn't set tokens back").toBeGreaterThan(lease.token);
  });

  it("in the order of the leases, twenty of them", async () => {
    const { lock, lease } = await heldLock("twenty leases");
    const tokens = [lease.token];
    while (tokens.length < 20) {
      await lock.release(tokens.at(-1) ?? 0);
      tokens.push((await nextLease(lock)).token);
    }
    const growing = [...new Set(tokens)].sort((one, other) => one - other);
    expect(tokens, "twenty leases have twenty tokens, each greater than the one before").toEqual(growing);
  });

  it("so that a holder who slept through the end of the lease books nothing more", async () => {
    const { lock, lease: sleeper } = await heldLock("sleeper");
    const ledger = env.LEDGER.getByName("the sleeper's ledger");
    await ledger.book(sleeper.token, "Ada, October");
    await runOut(lock, sleeper);
    const next = await nextLease(lock);
    await ledger.book(next.token, "Bob, October");
    const booked = await ledger.book(sleeper.token, "Bob, October");
    expect(booked, "the ledger refuses the sleeper, once the next holder has written").toBe(false);
    expect(await ledger.invoices(), "nobody is billed twice").toEqual(["Ada, October", "Bob, October"]);
  });
});

describe("given: the ledger", () => {
  it("books what comes under the same token or a greater one", async () => {
    const ledger = env.LEDGER.getByName("same or greater");
    expect(await ledger.book(3, "first")).toBe(true);
    expect(await ledger.book(3, "second")).toBe(true);
    expect(await ledger.book(5, "third")).toBe(true);
  });

  it("refuses a smaller token than it has seen, also after an eviction", async () => {
    const ledger = env.LEDGER.getByName("smaller");
    await ledger.book(5, "first");
    await evict(ledger);
    expect(await ledger.book(4, "second")).toBe(false);
    expect(await ledger.invoices()).toEqual(["first"]);
  });

  it("refuses what is no token, lest nothing be greater ever after", async () => {
    const ledger = env.LEDGER.getByName("no token");
    expect(await ledger.book(Number.POSITIVE_INFINITY, "first")).toBe(false);
    expect(await ledger.book(Number.NaN, "first")).toBe(false);
    expect(await ledger.book(1, "first")).toBe(true);
  });
});
