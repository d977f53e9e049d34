import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

/** The views of one page. */
export class Counter extends DurableObject<Env> {
  /** The count: 0 before the first view. */
  value(): number {
    // TODO 1: Answer the count that is in this object's storage, for the object may be new in memory.
    return 0;
  }

  /** Adds `by` to the count and answers the new count. */
  increment(by = 1): number {
    // TODO 1: Keep the new count in this object's storage, so that it outlives the object's stay in memory.
    return 0;
  }

  /** Counts a view, unless this User-Agent is a robot's, and answers the count. */
  async view(agent: string): Promise<number> {
    // TODO 3: Ask isRobot() and leave robots out; no other view may get lost while its answer is on the way.
    return this.increment();
  }
}
