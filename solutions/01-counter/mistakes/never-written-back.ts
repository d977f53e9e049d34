/**
 * The count is read from storage once, in the constructor, and never written back.
 *
 * Costs: it looks like persistence in review, and loses everything at the next eviction.
 * Caught by: 1-remembers "keeps the count when the object is evicted"
 * Hint: Which line puts something into storage?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  private count: number;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.count = ctx.storage.kv.get<number>("count") ?? 0;
  }

  value(): number {
    return this.count;
  }

  increment(by = 1): number {
    this.count += by;
    return this.count;
  }

  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
