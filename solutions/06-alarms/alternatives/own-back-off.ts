/**
 * The handler never throws: it counts its failures in storage and sets each next try itself, further and further apart up
 * to an hour. What Cloudflare's documentation advises where an alarm must not end; the platform's six retries are never
 * needed.
 */
import { DurableObject } from "cloudflare:workers";

export type Plan = { to: string; text: string; at: number; every: number | null };

type State = { plan: Plan; serial: number; failures: number };

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

export class Reminder extends DurableObject<Env> {
  async set(plan: Plan): Promise<void> {
    await this.#write({ plan, failures: 0 }, plan.at);
  }

  read(): Plan | null {
    return this.#state()?.plan ?? null;
  }

  wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  async move(at: number): Promise<boolean> {
    const state = this.#state();
    if (state === null) return false;
    await this.#write({ plan: { ...state.plan, at }, failures: 0 }, at);
    return true;
  }

  async cancel(): Promise<boolean> {
    await this.ctx.storage.deleteAlarm();
    return this.ctx.storage.kv.delete("state");
  }

  async alarm(): Promise<void> {
    const state = this.#state();
    if (state === null) return;
    const { plan, serial, failures } = state;
    if (plan.at > Date.now()) return;
    const delivered = await this.#deliver(plan, `${this.ctx.id}/${serial}`);
    if (this.#state()?.serial !== serial) return;
    if (!delivered && Date.now() < plan.at + 6 * HOUR) {
      this.ctx.storage.kv.put("state", { ...state, failures: failures + 1 });
      return this.ctx.storage.setAlarm(Date.now() + Math.min(2 * SECOND * 2 ** failures, HOUR));
    }
    if (!delivered) this.ctx.storage.kv.put("given up", [...this.deadLetters(), plan]);
    if (plan.every === null) this.ctx.storage.kv.delete("state");
    else await this.#write({ plan: { ...plan, at: plan.at + plan.every }, failures: 0 }, plan.at + plan.every);
  }

  deadLetters(): Plan[] {
    return this.ctx.storage.kv.get<Plan[]>("given up") ?? [];
  }

  async #deliver(plan: Plan, key: string): Promise<boolean> {
    try {
      await this.env.MAILBOX.getByName(plan.to).deliver(key, plan.text);
      return true;
    } catch {
      // Whatever it was, the letter may not have arrived, and the next try finds out.
      return false;
    }
  }

  #state(): State | null {
    return this.ctx.storage.kv.get<State>("state") ?? null;
  }

  /** Serial numbers go on when a plan is gone: the next one's key must be new. */
  async #write(state: Omit<State, "serial">, alarm: number): Promise<void> {
    const serial = (this.ctx.storage.kv.get<number>("serial") ?? 0) + 1;
    this.ctx.storage.kv.put("serial", serial);
    this.ctx.storage.kv.put("state", { ...state, serial });
    await this.ctx.storage.setAlarm(alarm);
  }
}
