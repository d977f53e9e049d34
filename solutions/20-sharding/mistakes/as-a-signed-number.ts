/**
 * The hash is made a signed number first, and the minus is dropped: another rest than the one that it had.
 *
 * Costs: a quarter of the viewers lose their claps from when there were four shards, which went by the hash itself.
 * Caught by: 2-more-shards "are found in whichever of the old shards they are"
 * Hint: Half of all hashes are above 2^31. Which old shard do you come to for one of those?
 */
import { DurableObject } from "cloudflare:workers";
import { hash } from "./hash.ts";
import type { Shard } from "./shard.ts";

/** How many shards an event has: at first there were 4, now 8. What was counted stays in the shard that counted it. */
export const LAYOUTS: readonly number[] = [4, 8];

/** The layout in which claps are counted now. */
const NEWEST = 8;

/** How old a total may be, in milliseconds, before the shards are asked again. */
export const MAX_AGE = 1_000;

/** What all viewers together have clapped. */
export type Total = {
  claps: number;
  /** How many shards didn't answer. Their claps aren't in it. */
  missing: number;
  /** When the shards were asked, in milliseconds since 1970: what was clapped before is in it. */
  asOf: number;
};

/** Counts a clap. Claps come by the ten thousand, and nothing that is on their way may see all of them. */
export async function clap(env: Env, event: string, viewer: string): Promise<void> {
  await shardOf(env, event, NEWEST, homeOf(viewer, NEWEST)).add(viewer);
}

/** How often a viewer has clapped, ever. */
export async function clapsOf(env: Env, event: string, viewer: string): Promise<number> {
  // In each layout she has one home. There is nothing of hers elsewhere, so nobody else is asked.
  const homes = LAYOUTS.map((layout) => shardOf(env, event, layout, homeOf(viewer, layout)));
  const counts = await Promise.all(homes.map((home) => home.countOf(viewer)));
  return counts.reduce((claps, count) => claps + count, 0);
}

/** The shard that counts for this viewer, of so many: a number from 0 to `shards - 1`. */
export function homeOf(viewer: string, shards: number): number {
  return Math.abs(hash(viewer) | 0) % shards;
}

/** All shards of a layout, in order. */
export function shardsOf(env: Env, event: string, layout: number): DurableObjectStub<Shard>[] {
  return Array.from({ length: layout }, (_, index) => shardOf(env, event, layout, index));
}

/** Nothing starts by naming it: an object is there from its first call on. */
function shardOf(env: Env, event: string, layout: number, index: number): DurableObjectStub<Shard> {
  return env.SHARD.getByName(`${event}:${layout}:${index}`);
}

/** The board of one event: all who look at the total ask it, and no clap comes by. */
export class Board extends DurableObject<Env> {
  #event = this.ctx.id.name ?? "";
  /** The last total, if there was one since this object started. */
  #last: Total | undefined;
  /** The total that is being asked for at the moment. */
  #asking: Promise<Total> | undefined;

  /** The total, as it was at most `MAX_AGE` ago. */
  async total(): Promise<Total> {
    if (this.#last !== undefined && Date.now() - this.#last.asOf < MAX_AGE) return this.#last;
    // The question, not only its answer: fifty who come in between would be fifty questions to each shard.
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    this.#last = await this.#asking;
    return this.#last;
  }

  /** For the stretch: the total as far as alarms have gathered it, without asking anybody. */
  async estimate(): Promise<Total> {
    return this.total();
  }

  /** For the stretch. */
  async alarm(): Promise<void> {}

  /** Asks the shards. */
  async #ask(): Promise<Total> {
    // Before the question: a clap that comes while the answers are on their way may be in it or not.
    const asOf = Date.now();
    const shards = LAYOUTS.flatMap((layout) => shardsOf(this.env, this.#event, layout));
    const sums = await Promise.allSettled(shards.map((shard) => shard.sum()));
    const answered = sums.filter((sum) => sum.status === "fulfilled");
    const claps = answered.reduce((claps, { value }) => claps + value, 0);
    return { claps, missing: sums.length - answered.length, asOf };
  }
}
