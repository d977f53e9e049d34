/**
 * The count is read before the await, and written after it.
 *
 * Costs: of views that come at once only the last is kept. In a test by hand, one click after another, all is well.
 * Caught by: 3-at-once "counts a hundred views that come at once"
 * Caught by: 3-at-once "counts readers among robots"
 * Hint: How many calls have read the count by the time the first of them writes it?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  value(): number {
    return this.ctx.storage.kv.get<number>("count") ?? 0;
  }

  increment(by = 1): number {
    const count = this.value() + by;
    this.ctx.storage.kv.put("count", count);
    return count;
  }

  async view(agent: string): Promise<number> {
    const count = this.value();
    if (await isRobot(agent)) return count;
    this.ctx.storage.kv.put("count", count + 1);
    return count + 1;
  }
}
