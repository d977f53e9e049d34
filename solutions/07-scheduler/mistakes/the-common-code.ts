/**
 * The code that goes round, from Cloudflare's page on alarms and from many answers and generators since.
 *
 * Costs: an event that is planned while another one runs may wait for hours, for its alarm is overwritten; one that is
 * planned anew while it runs is deleted. The first that throws holds up the rest, and after seven tries everything. What
 * repeats drifts. Ticks run in the order of ids, read all there is, and nothing moves the alarm to a later time.
 * Caught by: 1-keeps-the-alarm "when the earliest is planned anew, for later"
 * Caught by: 1-keeps-the-alarm "when the earliest is cancelled"
 * Caught by: 1-keeps-the-alarm "when an event was planned while another one ran"
 * Caught by: 2-runs-what-is-due "runs the earliest first, whichever was planned first"
 * Caught by: 3-keeps-the-grid "keeps its times when a tick comes late"
 * Caught by: 3-keeps-the-grid "leaves it where it was moved to while it ran"
 * Caught by: 4-goes-on-after-failures "lets the others run in the same tick"
 * Caught by: 4-goes-on-after-failures "is parked after five failures, with the reason"
 * Hint: While a device answers, others are let in. What of all that the tick has read is still true afterwards?
 */
import { DurableObject } from "cloudflare:workers";

/** What a device is to do, and when. */
export type Plan = {
  /** Chosen by whoever plans. Planning again under the same id takes the place of what was planned before. */
  id: string;
  /** Name of a device. */
  device: string;
  command: string;
  /** When, in milliseconds since 1970; of an event that repeats, its next time. */
  at: number;
  /** Milliseconds from one time to the next, or `null` where it doesn't repeat. */
  every: number | null;
  /** The stretch: repeats at the minutes that this rule names, such as "30 6 1-5". */
  rule: string | null;
};

/** A plan that isn't tried any more, and what its device said the last time. */
export type Parked = Plan & { error: string };

export class Scheduler extends DurableObject<Env> {
  async plan(plan: Plan): Promise<void> {
    await this.ctx.storage.put(`event:${plan.id}`, plan);
    const currentAlarm = await this.ctx.storage.getAlarm();
    if (!currentAlarm || plan.at < currentAlarm) await this.ctx.storage.setAlarm(plan.at);
  }

  async cancel(id: string): Promise<boolean> {
    return this.ctx.storage.delete(`event:${id}`);
  }

  async events(): Promise<Plan[]> {
    const events = await this.ctx.storage.list<Plan>({ prefix: "event:" });
    return [...events.values()].sort((a, b) => a.at - b.at);
  }

  parked(): Parked[] {
    return [];
  }

  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  async alarm(): Promise<void> {
    const now = Date.now();
    const events = await this.ctx.storage.list<Plan>({ prefix: "event:" });
    let nextAlarm: number | null = null;
    for (const [key, event] of events) {
      if (event.at <= now) {
        await this.#run(event);
        if (event.every) {
          event.at = now + event.every;
          await this.ctx.storage.put(key, event);
        } else {
          await this.ctx.storage.delete(key);
        }
      }
      if (event.at > now && (!nextAlarm || event.at < nextAlarm)) nextAlarm = event.at;
    }
    if (nextAlarm) await this.ctx.storage.setAlarm(nextAlarm);
  }

  async #run({ id, device, command, at }: Plan): Promise<void> {
    await this.env.DEVICE.getByName(device).run(`${this.ctx.id} ${id} ${at}`, command);
  }
}
