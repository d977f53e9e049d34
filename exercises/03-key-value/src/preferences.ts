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
    // TODO 1: Answer what is kept under the key, and know a choice from none.
    return fallback;
  }

  async save(key: string, value: Value): Promise<void> {
    await this.#changes.note([key]);
    // TODO 1: Keep it under its key.
  }

  /** Changes some parts of a preference, leaves the others as they are, and answers the whole of it. */
  async adjust(key: string, parts: Parts): Promise<Parts> {
    await this.#changes.note([key]);
    // TODO 1: Put the new parts to those that are there (partsOf() has them), and see to it that this lasts.
    return parts;
  }

  /** Goes back to having chosen nothing. Answers whether there was anything to forget. */
  async forget(key: string): Promise<boolean> {
    await this.#changes.note([key]);
    // TODO 1: Leave nothing under the key.
    return false;
  }

  /** What the user has chosen under these keys, however many. Where nothing was chosen, there is no entry. */
  async readAll(keys: string[]): Promise<Map<string, Value>> {
    // TODO 2: Read all of them; one call takes AT_ONCE and no more.
    return new Map();
  }

  /** Takes over what was exported elsewhere, however many there are. A preference that is there already is replaced. */
  async importAll(preferences: Record<string, Value>): Promise<void> {
    await this.#changes.note(Object.keys(preferences));
    // TODO 2: Keep all of them, under the same condition.
  }

  /** A page of a section: up to `limit` preferences in order of their keys, from the cursor on. */
  async page(section: string, { order = "a-z", cursor, limit = 20 }: PageRequest = {}): Promise<Page> {
    // TODO 3: Show what comes next in this section and in no other, without reading what isn't shown.
    return { preferences: [], next: null };
  }

  /** Forgets all about the user. Whoever comes back begins anew. */
  async wipe(): Promise<void> {
    // TODO 4: Leave nothing in storage, and an object that goes on working.
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
