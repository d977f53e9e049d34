/**
 * One object counts for all pages.
 *
 * Costs: every page shows the sum of all, and every reader of the magazine queues at a single object.
 * Caught by: 2-pages "starts a page at 0, however much others are read"
 * Caught by: 2-pages "counts two pages apart"
 * Hint: Which object does a reader of another page get?
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
