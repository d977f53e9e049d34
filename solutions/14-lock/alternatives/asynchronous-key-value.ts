/**
 * Written with the asynchronous key-value API. Between its awaits nobody is let in, for they wait for storage only: that is
 * what input gates are for. One fetch() in between, and two would get in.
 */
import { DurableObject } from "cloudflare:workers";

/** The right to run a job, for a while. */
export type Lease = { token: number; expiresAt: number };

/** The lock of one job. Whoever holds its lease may run the job. */
export class Lock extends DurableObject<Env> {
  async acquire(ttl: number, _waiter?: string): Promise<Lease | null> {
    if ((await this.current()) !== null) return null;
    const token = ((await this.ctx.storage.get<number>("last token")) ?? 0) + 1;
    await this.ctx.storage.put("last token", token);
    return this.#keep({ token, expiresAt: Date.now() + ttl });
  }

  async current(): Promise<Lease | null> {
    const lease = await this.ctx.storage.get<Lease>("lease");
    return lease !== undefined && Date.now() < lease.expiresAt ? lease : null;
  }

  async alarm(): Promise<void> {
    if ((await this.current()) === null) await this.ctx.storage.delete("lease");
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    if ((await this.current())?.token !== token) return null;
    return this.#keep({ token, expiresAt: Date.now() + ttl });
  }

  async release(token: number): Promise<boolean> {
    if ((await this.current())?.token !== token) return false;
    await this.ctx.storage.delete("lease");
    await this.ctx.storage.deleteAlarm();
    return true;
  }

  async #keep(lease: Lease): Promise<Lease> {
    await this.ctx.storage.put("lease", lease);
    await this.ctx.storage.setAlarm(lease.expiresAt);
    return lease;
  }
}
