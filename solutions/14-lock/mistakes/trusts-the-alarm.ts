/**
 * Takes the lock for held until an alarm says otherwise.
 *
 * Costs: while the alarm is late, or fails and waits for its retries, nobody gets in and the job stands still.
 * Caught by: 2-ends-at-its-time "is over at its end, though the alarm is late"
 * Caught by: 2-ends-at-its-time "makes room for the next holder, though the alarm is late"
 * Caught by: 3-obeys-its-holder "isn't renewed when the lease has ended, though nobody took it since"
 * Hint: Which part of a lease says when it is over, and who reads it?
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
    return this.ctx.storage.kv.get<Lease>("lease") ?? null;
  }

  async alarm(): Promise<void> {
    const lease = this.ctx.storage.kv.get<Lease>("lease");
    if (lease !== undefined && lease.expiresAt <= Date.now()) this.ctx.storage.kv.delete("lease");
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    if (this.current()?.token !== token) return null;
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
