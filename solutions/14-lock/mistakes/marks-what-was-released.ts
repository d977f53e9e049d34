/**
 * release() marks the lease as released and leaves it where it is; renew() and release() ask only whether its time is over.
 *
 * Costs: a machine has released the lock, and a request that it had sent before comes in late, or once more: it is told that
 * its lease goes on, or that it held the lock until now. It works on, while the lock is free for the next one.
 * Caught by: 3-obeys-its-holder "isn't released twice"
 * Caught by: 3-obeys-its-holder "isn't renewed by who has released it"
 * Hint: In how many ways does a lease end? Does each place that asks whether somebody holds it know all of them?
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
    const last = this.#last();
    return last?.token === this.ctx.storage.kv.get<number>("released") ? null : last;
  }

  async alarm(): Promise<void> {
    if (this.current() === null) this.ctx.storage.kv.delete("lease");
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    if (this.#last()?.token !== token) return null;
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  async release(token: number): Promise<boolean> {
    if (this.#last()?.token !== token) return false;
    this.ctx.storage.kv.put("released", token);
    return true;
  }

  #last(): Lease | null {
    const lease = this.ctx.storage.kv.get<Lease>("lease");
    return lease !== undefined && Date.now() < lease.expiresAt ? lease : null;
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
