/**
 * The asynchronous key-value API, as in older code. Awaiting storage lets nobody else in, so reading and writing still belong
 * together: until storage answers, the object takes no other call.
 */
import { DurableObject } from "cloudflare:workers";
import { isRobot } from "./robots.ts";

export class Counter extends DurableObject<Env> {
  async value(): Promise<number> {
    return (await this.ctx.storage.get<number>("count")) ?? 0;
  }

  async increment(by = 1): Promise<number> {
    if (!Number.isInteger(by) || by < 1) throw new RangeError(`A step is a positive whole number, not ${by}.`);
    const count = (await this.value()) + by;
    await this.ctx.storage.put("count", count);
    return count;
  }

  async view(agent: string): Promise<number> {
    return (await isRobot(agent)) ? this.value() : this.increment();
  }
}
