/**
 * Counts everybody at once, and takes the view back if it was a robot's.
 *
 * Costs: until then everybody is told too many; and if the object stops before, the robot stays counted.
 * Caught by: 3-robots "has no robot in the count, not even until isRobot() tells"
 * Hint: What does value() answer while you don't know yet whether it was a robot?
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
    const count = this.increment();
    return (await isRobot(agent)) ? this.increment(-1) : count;
  }
}
