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
    // Before anything is written, so that a refusal changes nothing. (The stretch.)
    if (!Number.isInteger(by) || by < 1) throw new RangeError(`A step is a positive whole number, not ${by}.`);
    // No await between reading and writing: nobody else can come in between.
    const count = this.value() + by;
    this.ctx.storage.kv.put("count", count);
    return count;
  }

  /** Counts a view, unless this User-Agent is a robot's, and answers the count. */
  async view(agent: string): Promise<number> {
    // While this waits, other calls run and change the count. So it is read only afterwards.
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
