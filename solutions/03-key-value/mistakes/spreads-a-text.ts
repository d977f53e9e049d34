/**
 * Adds the new parts to whatever is stored, also where that has no parts.
 *
 * Costs: "Mono" comes apart into `{ 0: "M", 1: "o", 2: "n", 3: "o", size: 16 }`, and nobody has chosen that.
 * Caught by: 1-keeps-a-choice "takes the parts alone in place of what has none"
 * Hint: What is `{ ...value }` where `value` isn't an object but a text?
 */
import { DurableObject } from "cloudflare:workers";
import { type Change, ChangeLog } from "./change-log.ts";
import type { Page, PageRequest, Parts, Value } from "./preference.ts";

/** How many keys `ctx.storage` takes in one call of `get()`, `put()` or `delete()`. */
const AT_ONCE = 128;

/** The preferences of one user. */
export class Preferences extends DurableObject<Env> {
  #kv = this.ctx.storage.kv;
  #changes = new ChangeLog(this.ctx.storage);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#changes.open();
  }

  /** What the user has chosen, be it `false`, `0`, `""` or `null`; `fallback` where nothing was chosen. */
  async read(key: string, fallback: Value): Promise<Value> {
    const value = this.#kv.get<Value>(key);
    return value === undefined ? fallback : value;
  }

  async save(key: string, value: Value): Promise<void> {
    await this.#changes.note([key]);
    this.#kv.put(key, value);
  }

  /** Changes some parts of a preference, leaves the others as they are, and answers the whole of it. */
  async adjust(key: string, parts: Parts): Promise<Parts> {
    await this.#changes.note([key]);
    // What get() answers is a copy: without put() nothing of this would last.
    const whole = { ...(this.#kv.get<Parts>(key) ?? {}), ...parts };
    this.#kv.put(key, whole);
    return whole;
  }

  /** Goes back to having chosen nothing. Answers whether there was anything to forget. */
  async forget(key: string): Promise<boolean> {
    await this.#changes.note([key]);
    return this.#kv.delete(key);
  }

  /** What the user has chosen under these keys, however many. Where nothing was chosen, there is no entry. */
  async readAll(keys: string[]): Promise<Map<string, Value>> {
    const chosen = new Map<string, Value>();
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const batch = await this.ctx.storage.get<Value>(keys.slice(at, at + AT_ONCE));
      for (const [key, value] of batch) chosen.set(key, value);
    }
    return chosen;
  }

  /** Takes over what was exported elsewhere, however many there are. A preference that is there already is replaced. */
  async importAll(preferences: Record<string, Value>): Promise<void> {
    await this.#changes.note(Object.keys(preferences));
    const entries = Object.entries(preferences);
    const stored: Promise<void>[] = [];
    // No await between one put() and the next, so that a crash leaves all of them on disk, or none.
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      stored.push(this.ctx.storage.put(Object.fromEntries(entries.slice(at, at + AT_ONCE))));
    }
    await Promise.all(stored);
  }

  /** A page of a section: up to `limit` preferences in order of their keys, from the cursor on. */
  async page(section: string, { order = "a-z", cursor, limit = 20 }: PageRequest = {}): Promise<Page> {
    // With the slash, for "git" is also how "gitlens" begins. `reverse` doesn't swap the ends: z-a goes on below `end`.
    const from = order === "a-z" ? { startAfter: cursor } : { end: cursor, reverse: true };
    const found = [...this.#kv.list<Value>({ prefix: `${section}/`, ...from, limit: limit + 1 })];
    const preferences = found.slice(0, limit).map(([key, value]) => ({ key, value }));
    // One more than is shown tells whether anything follows.
    const next = found.length > limit ? (preferences.at(-1)?.key ?? null) : null;
    return { preferences, next };
  }

  /** Forgets all about the user. Whoever comes back begins anew. */
  async wipe(): Promise<void> {
    await this.ctx.storage.deleteAll();
    // The table is gone too, and the constructor, which made it, runs at the next start and not now.
    this.#changes.open();
  }

  /** What the user has changed lately. */
  changes(): Change[] {
    return this.#changes.all();
  }

  /** For the stretch: keeps the user's picture, in place of the one before. */
  async keepPicture(picture: Uint8Array): Promise<void> {
    this.#kv.put("picture", picture);
  }

  /** For the stretch: `null` where there is none. */
  async picture(): Promise<Uint8Array | null> {
    return this.#kv.get<Uint8Array>("picture") ?? null;
  }

  async alarm(): Promise<void> {
    await this.#changes.sweep();
  }
}
