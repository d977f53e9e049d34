import { DurableObject } from "cloudflare:workers";

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
    // TODO 1: Let nobody in while somebody holds the lock, and keep the new lease where it outlives this instance.
    return { token: this.#nextToken(), expiresAt: Date.now() + ttl };
  }

  /** Answers the lease that somebody holds now, or `null` when the lock is free. */
  current(): Lease | null {
    // TODO 2: Let a lease be over at its end, whether or not the alarm has come.
    return this.ctx.storage.kv.get<Lease>("lease") ?? null;
  }

  /** Called by the platform after the end of a lease: soon or late, once or more often. Tidies up, where there is anything to tidy. */
  async alarm(): Promise<void> {
    // TODO 2: Let this end no lease that holds: by now another one may be stored, or the same one renewed.
    this.ctx.storage.kv.delete("lease");
  }

  /**
   * Lets the lease of this token end `ttl` milliseconds from now, later or sooner than it would have. Answers it, or `null`
   * when it isn't the one that is held: who has lost a lease doesn't get it back.
   */
  async renew(token: number, ttl: number): Promise<Lease | null> {
    // TODO 3: Renew for the holder alone.
    const lease = { token, expiresAt: Date.now() + ttl };
    await this.#keep(lease);
    return lease;
  }

  /** Ends the lease of this token before its time. Answers `false`, and changes nothing, when it isn't the one held. */
  async release(token: number): Promise<boolean> {
    // TODO 3: Release for the holder alone.
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
    // TODO 4: Remember the last token also when its lease is no longer stored.
    const last = this.ctx.storage.kv.get<Lease>("lease");
    return (last?.token ?? 0) + 1;
  }
}
