import { env } from "cloudflare:workers";
import { fireAlarm } from "#testkit/alarms";
import { freezeDate, MINUTE, moveDate } from "#testkit/time";
import type { Lease } from "../src/lock.ts";

/** What the tests need of a lock, on whatever kind of stub. */
type Acquires = { acquire(ttl: number): PromiseLike<Lease | null> };

/** A lock of that name under a frozen date, and the lease that its first holder has for a minute. */
export async function heldLock(name: string) {
  freezeDate();
  const lock = env.LOCK.getByName(name);
  return { lock, lease: await nextLease(lock) };
}

/** The lease of a minute that a free lock gives. */
export async function nextLease(lock: Acquires): Promise<Lease> {
  const lease = await lock.acquire(MINUTE);
  if (lease === null) throw new Error("Nobody holds the lock any more, and yet acquire() answers null.");
  return { token: lease.token, expiresAt: lease.expiresAt };
}

/** Lets a lease run out: its end comes, and the alarm with it. */
export async function runOut(lock: DurableObjectStub, lease: Lease): Promise<void> {
  pass(lease);
  await fireAlarm(lock);
}

/** Lets the end of a lease come, while the alarm is late. */
export function pass(lease: Lease): void {
  moveDate(lease.expiresAt - Date.now());
}
