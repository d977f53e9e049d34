/**
 * Keeps all preferences in one value, under one key.
 *
 * Costs: each change reads and writes all of them, and when they have 2 MB together nothing can be saved any more.
 * Caught by: 1-keeps-a-choice "has a key of its own, which goes when it is forgotten"
 * Hint: How much is read and written to change one preference of thousands?
 */
import { DurableObject } from "cloudflare:workers";
import { type Change, ChangeLog } from "./change-log.ts";
import { type Page, type PageRequest, type Parts, partsOf, type Value } from "./preference.ts";

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
    const value = this.#all()[key];
    return value === undefined ? fallback : value;
  }

  async save(key: string, value: Value): Promise<void> {
    await this.#changes.note([key]);
    this.#kv.put("preferences", { ...this.#all(), [key]: value });
  }

  /** Changes some parts of a preference, leaves the others as they are, and answers the whole of it. */
  async adjust(key: string, parts: Parts): Promise<Parts> {
    await this.#changes.note([key]);
    const whole = { ...partsOf(this.#all()[key]), ...parts };
    this.#kv.put("preferences", { ...this.#all(), [key]: whole });
    return whole;
  }

  /** Goes back to having chosen nothing. Answers whether there was anything to forget. */
  async forget(key: string): Promise<boolean> {
    await this.#changes.note([key]);
    const { [key]: chosen, ...others } = this.#all();
    this.#kv.put("preferences", others);
    return chosen !== undefined;
  }

  /** What the user has chosen under these keys, however many. Where nothing was chosen, there is no entry. */
  async readAll(keys: string[]): Promise<Map<string, Value>> {
    const all = this.#all();
    return new Map(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
  }

  /** Takes over what was exported elsewhere, however many there are. A preference that is there already is replaced. */
  async importAll(preferences: Record<string, Value>): Promise<void> {
    await this.#changes.note(Object.keys(preferences));
    this.#kv.put("preferences", { ...this.#all(), ...preferences });
  }

  /** A page of a section: up to `limit` preferences in order of their keys, from the cursor on. */
  async page(section: string, { order = "a-z", cursor, limit = 20 }: PageRequest = {}): Promise<Page> {
    const keys = Object.keys(this.#all()).filter((key) => key.startsWith(`${section}/`));
    const sorted = order === "a-z" ? keys.sort() : keys.sort().reverse();
    const rest = sorted.filter((key) => cursor === undefined || (order === "a-z" ? key > cursor : key < cursor));
    const preferences = rest.slice(0, limit).map((key) => ({ key, value: this.#all()[key] ?? null }));
    return { preferences, next: rest.length > limit ? (preferences.at(-1)?.key ?? null) : null };
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

  #all(): Record<string, Value> {
    return this.#kv.get<Record<string, Value>>("preferences") ?? {};
  }
}
