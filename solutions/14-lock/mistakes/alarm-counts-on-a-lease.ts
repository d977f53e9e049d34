/**
 * The alarm takes it for granted that a lease is stored.
 *
 * Costs: release() leaves the alarm where it stands, and one can come twice; then the handler throws, and is called again and again.
 * Caught by: 2-ends-at-its-time "leaves nothing to do for the alarm where it was released"
 * Caught by: 2-ends-at-its-time "leaves nothing to do for an alarm that comes twice"
 * Hint: The holder releases the lock, and half a minute later the alarm goes off. What does it find?
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
    const lease = this.ctx.storage.kv.get("lease") as Lease;
    if (lease.expiresAt <= Date.now()) this.ctx.storage.kv.delete("lease");
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
