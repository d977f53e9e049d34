/**
 * An alarm that finds a lease which still holds comes again a millisecond later.
 *
 * Costs: it does so until the lease is over, a thousand times a second, and each is a request and a written row.
 * Caught by: 2-ends-at-its-time "isn't watched by alarm after alarm, where one comes before its end"
 * Hint: The alarm finds a lease that holds for another half minute. How often is the handler called until then?
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
    else await this.ctx.storage.setAlarm(Date.now() + 1);
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
