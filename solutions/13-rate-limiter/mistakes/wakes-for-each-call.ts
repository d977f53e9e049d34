/**
 * The alarm comes when the oldest call is a minute old, then for the next oldest.
 *
 * Costs: as many alarms as calls, where one a minute would do; each is a request and a written row that is billed.
 * Caught by: 3-forgets "isn't woken for each call"
 * Hint: Five calls, a few seconds apart. How often does alarm() run until all are forgotten, and what would it cost to leave some a little longer?
 */
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
    this.#sql.exec("DELETE FROM calls WHERE at <= ?", Date.now() - WINDOW);
    await this.#plan();
  }

  /** Answers whether a call at `now` is allowed, and stores it if so. */
  #admit(now: number): boolean {
    const { calls } = this.#sql
      .exec<{ calls: number }>("SELECT COUNT(*) AS calls FROM calls WHERE at > ?", now - WINDOW)
      .one();
    if (calls >= LIMIT) return false;
    this.#sql.exec("INSERT INTO calls (at) VALUES (?)", now);
    return true;
  }

  /** What is left at `now`, and when there will be more. */
  #outlook(now: number): Pick<Decision, "remaining" | "retryAfter"> {
    const query = "SELECT at FROM calls WHERE at > ? ORDER BY at";
    const calls = this.#sql.exec<{ at: number }>(query, now - WINDOW).toArray();
    // The fifth from the end: when it is too old, there is room. Undefined where there is room now.
    const last = calls.at(-LIMIT);
    return { remaining: Math.max(0, LIMIT - calls.length), retryAfter: last ? last.at + WINDOW - now : 0 };
  }

  /** Has this object woken as long as anything is stored. Called after each call that was allowed, and after a sweep. */
  async #plan(): Promise<void> {
    const { oldest } = this.#sql.exec<{ oldest: number | null }>("SELECT MIN(at) AS oldest FROM calls").one();
    if (oldest === null) return;
    await this.ctx.storage.setAlarm(oldest + WINDOW);
  }
}
