/**
 * The count lives in a field of the instance.
 *
 * Costs: every deploy, every crash and a few quiet minutes set the count back to zero.
 * Caught by: 1-remembers "keeps the count when the object is evicted"
 * Hint: Where is a field when the object isn't in memory?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  private count = 0;

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
