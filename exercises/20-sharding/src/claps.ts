import { DurableObject } from "cloudflare:workers";
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
  // TODO 2: Count also what she clapped when there were fewer shards.
  return shardOf(env, event, NEWEST, homeOf(viewer, NEWEST)).countOf(viewer);
}

/** The shard that counts for this viewer, of so many: a number from 0 to `shards - 1`. */
export function homeOf(viewer: string, shards: number): number {
  // TODO 1: Give each viewer one shard, always the same, and each shard its share of the viewers.
  return 0;
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
    // TODO 4: Spare the shards: one answer is good for a second, and for all who come while it is on its way.
    return this.#ask();
  }

  /** For the stretch: the total as far as alarms have gathered it, without asking anybody. */
  async estimate(): Promise<Total> {
    return this.total();
  }

  /** For the stretch. */
  async alarm(): Promise<void> {}

  /** Asks the shards. */
  async #ask(): Promise<Total> {
    // TODO 3: Ask all there are, all at once, and make do with those who answer.
    const total = { claps: 0, missing: 0, asOf: Date.now() };
    for (const shard of shardsOf(this.env, this.#event, NEWEST)) total.claps += await shard.sum();
    return total;
  }
}
