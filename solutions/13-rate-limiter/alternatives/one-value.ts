/**
 * One value holds the times of the last five calls, so it can't grow, and a call costs one row. The alarm comes for those
 * who call no more: it may move along with every call.
 */
import { DurableObject } from "cloudflare:workers";

export type Decision = { allowed: boolean; remaining: number; retryAfter: number };

export const LIMIT = 5;
export const WINDOW = 60_000;

/** Counts the calls of one customer. */
export class RateLimiter extends DurableObject<Env> {
  async take(): Promise<Decision> {
    const now = Date.now();
    const calls = this.#recent(now);
    const allowed = calls.length < LIMIT;
    if (allowed) {
      calls.push(now);
      this.ctx.storage.kv.put("calls", calls);
      await this.ctx.storage.setAlarm(now + WINDOW);
    }
    const remaining = LIMIT - calls.length;
    const [oldest = now] = calls;
    return { allowed, remaining, retryAfter: remaining > 0 ? 0 : oldest + WINDOW - now };
  }

  async takeToken(): Promise<Decision> {
    return this.take();
  }

  async alarm(): Promise<void> {
    // A call that came in since has moved the alarm, and there will be another.
    if (this.#recent(Date.now()).length === 0) this.ctx.storage.kv.delete("calls");
  }

  #recent(now: number): number[] {
    const calls = this.ctx.storage.kv.get<number[]>("calls") ?? [];
    return calls.filter((at) => at > now - WINDOW);
  }
}
