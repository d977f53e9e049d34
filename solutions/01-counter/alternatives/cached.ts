/**
 * Memory as a cache of storage: read once in the constructor, written to storage first at every change.
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  #count: number;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#count = ctx.storage.kv.get<number>("count") ?? 0;
  }

  value(): number {
    return this.#count;
  }

  increment(by = 1): number {
    if (!Number.isInteger(by) || by < 1) throw new RangeError(`A step is a positive whole number, not ${by}.`);
    this.ctx.storage.kv.put("count", this.#count + by);
    this.#count += by;
    return this.#count;
  }

  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
