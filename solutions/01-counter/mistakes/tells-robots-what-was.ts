/**
 * Readers are counted after the await, but robots are answered what was read before it.
 *
 * Costs: a robot that came at the same time as a hundred readers says that nobody has read the page.
 * Caught by: 3-robots "answers a robot the count of that moment, not an older one"
 * Hint: When has the count been read that a robot is answered, and what can have happened since?
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
    return this.increment();
  }
}
