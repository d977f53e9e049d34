/**
 * Those who want the same item share one question; its promise is put away when it is answered, but not when it fails.
 *
 * Costs: the shop fails once, and this item fails for everybody until something restarts the object.
 * Caught by: 2-newer-price-stays "asks again after a question that failed"
 * Hint: A question failed, and somebody wants the same item. What do they wait for?
 */
import { DurableObject } from "cloudflare:workers";

/** What an item costs. */
export type Price = { cents: number; currency: string };

/** A price as it is kept here. */
export type Kept = {
  cents: number;
  /** Goes up by one whenever the price is kept anew, be it the same. */
  revision: number;
  /** When it was kept, in milliseconds since 1970. */
  since: number;
};

/** How many prices the shop tells a day (UTC). Whoever asks more often is shut out. */
export const BUDGET = 20;

/** An hour, in milliseconds. For so long a price is taken for true. */
export const FRESH = 3_600_000;

/** The prices of one shop, kept nearer to you than the shop is. */
export class Prices extends DurableObject<Env> {
  #shop = this.env.SHOP.getByName(this.ctx.id.name ?? "");
  #currency = "";

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Whoever calls meanwhile waits at the gate. If it throws, the object is reset: the next call finds a new one.
    ctx.blockConcurrencyWhile(async () => {
      this.#currency = await this.#shop.currency();
    });
  }

  /** What an item costs; `null` where no price is known, and the shop won't tell one any more today. */
  async price(item: string): Promise<Price | null> {
    const kept = this.#kept(item);
    const isFresh = kept !== undefined && Date.now() - kept.since < FRESH;
    const known = isFresh ? kept : ((await this.#renew(item)) ?? kept);
    return known === undefined ? null : { cents: known.cents, currency: this.#currency };
  }

  /** The shop calls this at the moment when a price changes. */
  changed(item: string, cents: number): void {
    this.#keep(item, cents);
  }

  /** For the stretch: as `price()`, but whoever asks for an old price doesn't wait until it is renewed. */
  async quote(item: string): Promise<Price | null> {
    return this.price(item);
  }

  /** Counts a sale, and answers how many there were. `options` are for a test: see "Often read elsewhere". */
  async sold(item: string, options: DurableObjectGetOptions = {}): Promise<number> {
    const sales = ((await this.ctx.storage.get<number>(`sold:${item}`, options)) ?? 0) + 1;
    // Nobody awaits this write, and yet it is on disk before the answer has left.
    void this.ctx.storage.put(`sold:${item}`, sales);
    return sales;
  }

  #renewing = new Map<string, Promise<Kept | null>>();

  /** Asks the shop for a price and keeps it. Answers what is kept then; `null` where the budget is spent. */
  async #renew(item: string): Promise<Kept | null> {
    const shared = this.#renewing.get(item) ?? this.#renewAlone(item);
    this.#renewing.set(item, shared);
    const kept = await shared;
    this.#renewing.delete(item);
    return kept;
  }

  async #renewAlone(item: string): Promise<Kept | null> {
    const before = this.#kept(item);
    const cents = await this.#ask(item);
    if (cents === null) return null;
    // The await let others in. What one of them has kept is newer than the question, and so than its answer.
    const now = this.#kept(item);
    return now !== undefined && now.revision !== before?.revision ? now : this.#keep(item, cents);
  }

  /** Asks the shop what an item costs, in cents. Answers `null`, and doesn't ask, where today's budget is spent. */
  async #ask(item: string): Promise<number | null> {
    // Look and count in one go: at the await below others come in, and must find this question counted.
    const asked = this.#askedToday();
    if (asked >= BUDGET) return null;
    this.#setAskedToday(asked + 1);
    return this.#shop.price(item);
  }

  /** The price that is kept, however old it is. */
  #kept(item: string): Kept | undefined {
    return this.ctx.storage.kv.get<Kept>(`price:${item}`);
  }

  #keep(item: string, cents: number): Kept {
    const kept = { cents, revision: (this.#kept(item)?.revision ?? 0) + 1, since: Date.now() };
    this.ctx.storage.kv.put(`price:${item}`, kept);
    return kept;
  }

  #askedToday(): number {
    const asked = this.ctx.storage.kv.get<{ day: string; count: number }>("asked");
    return asked?.day === today() ? asked.count : 0;
  }

  #setAskedToday(count: number): void {
    this.ctx.storage.kv.put("asked", { day: today(), count });
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
