import { DurableObject } from "cloudflare:workers";

/** What a caller is told. */
export type Decision = {
  /** Whether this call may be answered. */
  allowed: boolean;
  /** How many more calls would be allowed now. */
  remaining: number;
  /** Milliseconds until the next call will be allowed; 0 where it would be now. */
  retryAfter: number;
};

/** How many calls are allowed within any WINDOW. */
export const LIMIT = 5;

/** A minute, in milliseconds. A call counts for so long; when exactly so much has gone by, it doesn't any more. */
export const WINDOW = 60_000;

/** Counts the calls of one customer. */
export class RateLimiter extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)");
  }

  /** To be asked once for each call, before it is answered. */
  async take(): Promise<Decision> {
    const now = Date.now();
    const allowed = this.#admit(now);
    const decision = { allowed, ...this.#outlook(now) };
    if (allowed) await this.#plan();
    return decision;
  }

  /** For the stretch: as `take()`, but from a bucket of tokens. */
  async takeToken(): Promise<Decision> {
    return this.take();
  }

  /** Called by the platform at the time that was planned, or later. */
  async alarm(): Promise<void> {
    // TODO 3: Forget the calls that don't count any more, and come back for the rest.
  }

  /** Answers whether a call at `now` is allowed, and stores it if so. */
  #admit(now: number): boolean {
    // TODO 1: Look at the minute that ends now, not at the clock's, and let a refused call leave no trace.
    const minute = Math.floor(now / WINDOW) * WINDOW;
    const { calls } = this.#sql
      .exec<{ calls: number }>("SELECT COUNT(*) AS calls FROM calls WHERE at >= ?", minute)
      .one();
    this.#sql.exec("INSERT INTO calls (at) VALUES (?)", now);
    return calls < LIMIT;
  }

  /** What is left at `now`, and when there will be more. */
  #outlook(now: number): Pick<Decision, "remaining" | "retryAfter"> {
    // TODO 2: Reckon both from the calls that count.
    return { remaining: LIMIT, retryAfter: WINDOW };
  }

  /** Has this object woken as long as anything is stored. Called after each call that was allowed, and after a sweep. */
  async #plan(): Promise<void> {
    // TODO 3: Set an alarm that is sure to come, also where call follows call.
  }
}
