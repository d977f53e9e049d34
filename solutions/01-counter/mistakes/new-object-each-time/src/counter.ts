/**
 * Each request gets an object of its own.
 *
 * Costs: every page has been read once, for ever, and every view leaves an object behind that nobody finds again.
 * Caught by: 2-pages "answers the views of a page"
 * Caught by: 2-pages "counts two pages apart"
 * Hint: Does the second request reach the object that the first one wrote to?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

/** The views of one page. */
export class Counter extends DurableObject<Env> {
  /** The count: 0 before the first view. */
  value(): number {
    return this.ctx.storage.kv.get<number>("count") ?? 0;
  }

  /** Adds `by` to the count and answers the new count. */
  increment(by = 1): number {
    const count = this.value() + by;
    this.ctx.storage.kv.put("count", count);
    return count;
  }

  /** Counts a view, unless this User-Agent is a robot's, and answers the count. */
  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
