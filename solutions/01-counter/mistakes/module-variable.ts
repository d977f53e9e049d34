/**
 * The count lives in a variable of the module.
 *
 * Costs: objects that happen to share a process share the count, and a new process starts at zero.
 * Caught by: 1-remembers "keeps two counters apart"
 * Caught by: 2-pages "starts a page at 0, however much others are read"
 * Caught by: 2-pages "counts two pages apart"
 * Caught by: 3-at-once "leaves robots out"
 * Hint: How many objects read this variable?
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

let count = 0;

export class Counter extends DurableObject<Env> {
  value(): number {
    return count;
  }

  increment(by = 1): number {
    count += by;
    return count;
  }

  async view(agent: string): Promise<number> {
    const robot = await isRobot(agent);
    return robot ? this.value() : this.increment();
  }
}
