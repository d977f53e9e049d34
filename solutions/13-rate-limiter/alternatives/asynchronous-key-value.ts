/** A key for each call, by the asynchronous API. Between look and write it awaits storage only, and nobody is let in. */
import { DurableObject } from "cloudflare:workers";

export type Decision = { allowed: boolean; remaining: number; retryAfter: number };

export const LIMIT = 5;
export const WINDOW = 60_000;

/** Counts the calls of one customer. */
export class RateLimiter extends DurableObject<Env> {
  async take(): Promise<Decision> {
    const now = Date.now();
    const calls = await this.#recent(now);
    const allowed = calls.length < LIMIT;
    if (allowed) {
      // Calls of one millisecond need keys of their own.
      await this.ctx.storage.put(`call:${now}:${crypto.randomUUID()}`, now);
      calls.push(now);
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + WINDOW);
    }
    const retryAfter = calls.length < LIMIT ? 0 : Math.min(...calls) + WINDOW - now;
    return { allowed, remaining: LIMIT - calls.length, retryAfter };
  }

  async takeToken(): Promise<Decision> {
    return this.take();
  }

  async alarm(): Promise<void> {
    const now = Date.now();
    const stored = [...(await this.ctx.storage.list<number>({ prefix: "call:" }))];
    const old = stored.filter(([, at]) => at <= now - WINDOW).map(([key]) => key);
    await this.ctx.storage.delete(old);
    if (stored.length > old.length) await this.ctx.storage.setAlarm(now + WINDOW);
  }

  async #recent(now: number): Promise<number[]> {
    const stored = await this.ctx.storage.list<number>({ prefix: "call:" });
    return [...stored.values()].filter((at) => at > now - WINDOW);
  }
}
