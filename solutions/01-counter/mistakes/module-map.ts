/**
 * The counts live in a map of the module, by the object's id.
 *
 * Costs: an object that leaves memory finds its count again, as long as the process lives. Then all counts are zero.
 * Caught by: 1-remembers "keeps it in the object's storage, which a new process finds as well"
 * Hint: The object is gone from memory, and the count is still there. Where is it, and how long does that place last?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

const counts = new Map<string, number>();

export class Counter extends DurableObject<Env> {
  value(): number {
    return counts.get(this.ctx.id.toString()) ?? 0;
  }

  increment(by = 1): number {
    counts.set(this.ctx.id.toString(), this.value() + by);
    return this.value();
  }

  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
