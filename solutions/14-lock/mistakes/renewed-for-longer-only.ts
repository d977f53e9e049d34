/**
 * renew() moves the end of a lease to a later time only.
 *
 * Costs: a holder who needs but a second more keeps the others out for the rest of an hour.
 * Caught by: 3-obeys-its-holder "is held for less when its holder renews for less"
 * Hint: A lease of an hour is renewed for a minute. When does it end?
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
    const held = this.current();
    if (held?.token !== token) return null;
    const lease = { token, expiresAt: Math.max(held.expiresAt, Date.now() + ttl) };
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
