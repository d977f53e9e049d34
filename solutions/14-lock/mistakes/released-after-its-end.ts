/**
 * release() compares with the lease that is stored, whether or not it is over.
 *
 * Costs: a machine that was too late is told that it had the lock until now, and never learns that another may have run.
 * Caught by: 3-obeys-its-holder "isn't released when the lease has ended, though nobody took it since"
 * Hint: The lease is over, and the alarm hasn't come yet. What is stored, and who is the holder?
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
    if (this.current()?.token !== token) return null;
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  async release(token: number): Promise<boolean> {
    if (this.ctx.storage.kv.get<Lease>("lease")?.token !== token) return false;
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
