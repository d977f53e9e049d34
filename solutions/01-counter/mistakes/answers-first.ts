/**
 * The view is answered first and counted in the background, "to be quicker".
 *
 * Costs: the reader sees a count without the own view, and what is still under way at a crash is never counted.
 * Caught by: 2-pages "answers the views of a page"
 * Caught by: 3-at-once "counts readers"
 * Hint: Has the view been counted when its answer leaves?
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
    this.ctx.waitUntil(isRobot(agent).then((robot) => robot || this.increment()));
    return this.value();
  }
}
