import { DurableObject } from "cloudflare:workers";
import { takeTurn } from "./waiting-line.ts";

/** The right to run a job, for a while. */
export type Lease = {
  /** The fencing token: its holder shows it to the lock, and to whatever the job writes to. */
  token: number;
  /** When it ends, in milliseconds since 1970. At this very millisecond it is over. */
  expiresAt: number;
};

/** The lock of one job. Whoever holds its lease may run the job. */
export class Lock extends DurableObject<Env> {
  /**
   * Gives the caller a lease of `ttl` milliseconds, or answers `null` while somebody holds one.
   * `waiter` is for the stretch: the name of the machine that asks.
   */
  async acquire(ttl: number, waiter?: string): Promise<Lease | null> {
    // The stretch. Without it: if (this.current() !== null) return null;
    if (!takeTurn(this.ctx.storage.kv, this.current() === null, waiter)) return null;
    // Nothing may wait for anybody between the look above and the lease in storage: others would be let in.
    const lease = { token: this.#nextToken(), expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  /** Answers the lease that somebody holds now, or `null` when the lock is free. */
  current(): Lease | null {
    const lease = this.ctx.storage.kv.get<Lease>("lease");
    return lease !== undefined && Date.now() < lease.expiresAt ? lease : null;
  }

  /** Called by the platform after the end of a lease: soon or late, once or more often. Tidies up, where there is anything to tidy. */
  async alarm(): Promise<void> {
    // An alarm can be late, or come twice: what is stored by now may be the next holder's, or renewed.
    if (this.current() === null) this.ctx.storage.kv.delete("lease");
  }

  /**
   * Lets the lease of this token end `ttl` milliseconds from now, later or sooner than it would have. Answers it, or `null`
   * when it isn't the one that is held: who has lost a lease doesn't get it back.
   */
  async renew(token: number, ttl: number): Promise<Lease | null> {
    // Not the stored lease: that one may have ended, and its holder may no longer count on it.
    if (this.current()?.token !== token) return null;
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  /** Ends the lease of this token before its time. Answers `false`, and changes nothing, when it isn't the one held. */
  async release(token: number): Promise<boolean> {
    if (this.current()?.token !== token) return false;
    this.ctx.storage.kv.delete("lease");
    return true;
  }

  /** Stores a lease, and has the object woken at its end. */
  async #keep(lease: Lease): Promise<void> {
    this.ctx.storage.kv.put("lease", lease);
    await this.ctx.storage.setAlarm(lease.expiresAt);
  }

  /** A token greater than every one that this lock has given before. */
  #nextToken(): number {
    // Under a key of its own, which nothing ever deletes: leases come and go.
    const token = (this.ctx.storage.kv.get<number>("last token") ?? 0) + 1;
    this.ctx.storage.kv.put("last token", token);
    return token;
  }
}
