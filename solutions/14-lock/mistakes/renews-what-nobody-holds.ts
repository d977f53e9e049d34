/**
 * renew() refuses only where another lease stands in the way: who held the lock last may go on where nobody does.
 *
 * Costs: a machine that was too late, and was to stop, is told that its lease goes on. So is one that has released the lock, by a
 * renewal that was on its way; and the next one, which was told that the lock is free, is refused.
 * Caught by: 3-obeys-its-holder "isn't renewed when the lease has ended, and the alarm has come"
 * Caught by: 3-obeys-its-holder "isn't renewed by who has released it"
 * Hint: Nobody holds the lock. Whose lease could be renewed then?
 */
import { DurableObject } from "cloudflare:workers";

/** The right to run a job, for a while. */
export type Lease = {
  token: number;
  expiresAt: number;
};

/** The lock of one job. Whoever holds its lease may run the job. */
export class Lock extends DurableObject<Env> {
  async acquire(ttl: number, _waiter?: string): Promise<Lease | null> {
    if (this.current() !== null) return null;
    const lease = { token: this.#nextToken(), expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  current(): Lease | null {
    const lease = this.ctx.storage.kv.get<Lease>("lease");
    return lease !== undefined && Date.now() < lease.expiresAt ? lease : null;
  }

  async alarm(): Promise<void> {
    if (this.current() === null) this.ctx.storage.kv.delete("lease");
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    const held = this.ctx.storage.kv.get<Lease>("lease");
    if (held !== undefined && this.current()?.token !== token) return null;
    if (token !== this.ctx.storage.kv.get<number>("last token")) return null;
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  async release(token: number): Promise<boolean> {
    if (this.current()?.token !== token) return false;
    this.ctx.storage.kv.delete("lease");
    return true;
  }

  async #keep(lease: Lease): Promise<void> {
    this.ctx.storage.kv.put("lease", lease);
    await this.ctx.storage.setAlarm(lease.expiresAt);
  }

  #nextToken(): number {
    const token = (this.ctx.storage.kv.get<number>("last token") ?? 0) + 1;
    this.ctx.storage.kv.put("last token", token);
    return token;
  }
}
