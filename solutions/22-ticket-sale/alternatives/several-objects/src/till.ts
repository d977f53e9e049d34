import { DurableObject } from "cloudflare:workers";
import type { Payment } from "./bank.ts";
import { type PaymentAnswer, RETRY } from "./protocol.ts";

/** What this object is at: the payment that it is named after. */
type Task = { concert: string; payment: string; amount: number; do: "charge" | "refund" };

/**
 * One payment. It has an object of its own, with an alarm of its own, which lives until the bank has said the last word: a
 * slow bank holds up nobody else, and a thousand payments are a thousand objects.
 */
export class Till extends DurableObject<Env> {
  /** Charges the payment, tells the sale, and gives the money back where the sale says so. */
  async charge(concert: string, payment: string, amount: number): Promise<PaymentAnswer> {
    return this.#begin({ concert, payment, amount, do: "charge" });
  }

  async refund(concert: string, payment: string): Promise<PaymentAnswer> {
    return this.#begin({ concert, payment, amount: 0, do: "refund" });
  }

  override async alarm(): Promise<void> {
    const task = this.ctx.storage.kv.get<Task>("task");
    if (task === undefined) return;
    await this.ctx.storage.setAlarm(Date.now() + RETRY);
    this.ctx.waitUntil(this.#work(task));
  }

  async #begin(task: Task): Promise<PaymentAnswer> {
    this.ctx.storage.kv.put("task", task);
    await this.ctx.storage.setAlarm(Date.now() + RETRY);
    return this.#work(task);
  }

  async #work({ concert, payment, amount, do: what }: Task): Promise<PaymentAnswer> {
    const bank = this.env.BANK.getByName(concert);
    try {
      if (what === "charge") {
        const state: Payment["state"] = await bank.charge(payment, amount);
        const answer = await this.env.SALE.getByName(concert).conclude(payment, state);
        if (answer.state !== "refunded") {
          await this.#end();
          return answer;
        }
        this.ctx.storage.kv.put("task", { concert, payment, amount, do: "refund" } satisfies Task);
      }
    } catch {
      return { state: "pending" };
    }
    try {
      await bank.refund(payment);
      await this.env.SALE.getByName(concert).givenBack(payment);
      await this.#end();
    } catch {
      // The next alarm sees to it.
    }
    return { state: "refunded" };
  }

  /** Nothing is left to remember. */
  async #end(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
