/**
 * The lease lives in an instance field, as `held` does in the lock that is often read elsewhere.
 *
 * Costs: every eviction, deploy or crash frees the lock while its holder is still at work, and the job runs twice.
 * Caught by: 1-has-one-holder "has the same holder after an eviction"
 * Hint: How does a lock that was just woken know that somebody holds it?
 */
import { DurableObject } from "cloudflare:workers";

/** The right to run a job, for a while. */
export type Lease = {
  token: number;
  expiresAt: number;
};

/** The lock of one job. Whoever holds its lease may run the job. */
export class Lock extends DurableObject<Env> {
  #lease: Lease | null = null;

  async acquire(ttl: number, _waiter?: string): Promise<Lease | null> {
    if (this.current() !== null) return null;
    const lease = { token: this.#nextToken(), expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  current(): Lease | null {
    return this.#lease !== null && Date.now() < this.#lease.expiresAt ? this.#lease : null;
  }

  async alarm(): Promise<void> {
    if (this.current() === null) this.#lease = null;
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    if (this.current()?.token !== token) return null;
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  async release(token: number): Promise<boolean> {
    if (this.current()?.token !== token) return false;
    this.#lease = null;
    return true;
  }

  async #keep(lease: Lease): Promise<void> {
    this.#lease = lease;
    await this.ctx.storage.setAlarm(lease.expiresAt);
  }

  #nextToken(): number {
    const token = (this.ctx.storage.kv.get<number>("last token") ?? 0) + 1;
    this.ctx.storage.kv.put("last token", token);
    return token;
  }
}
