/**
 * Written with the asynchronous key-value API, each value under a key of its own. After the delivery, reading and writing
 * stand in one `transaction()`, so that nobody comes between them.
 */
import { DurableObject } from "cloudflare:workers";

export type Plan = { to: string; text: string; at: number; every: number | null };

const HOUR = 60 * 60 * 1000;

export class Reminder extends DurableObject<Env> {
  async set(plan: Plan): Promise<void> {
    await this.ctx.storage.put({ plan, nonce: crypto.randomUUID() });
    await this.ctx.storage.setAlarm(new Date(plan.at));
  }

  async read(): Promise<Plan | null> {
    return (await this.ctx.storage.get<Plan>("plan")) ?? null;
  }

  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  move(at: number): Promise<boolean> {
    return this.ctx.storage.transaction(async (transaction) => {
      const plan = await transaction.get<Plan>("plan");
      if (plan === undefined) return false;
      await transaction.put("plan", { ...plan, at });
      await transaction.setAlarm(at);
      return true;
    });
  }

  async cancel(): Promise<boolean> {
    await this.ctx.storage.deleteAlarm();
    return (await this.ctx.storage.delete(["plan", "nonce"])) > 0;
  }

  async alarm(info?: AlarmInvocationInfo): Promise<void> {
    const { storage } = this.ctx;
    const stored = await storage.get<Plan | string>(["plan", "nonce"]);
    const plan = stored.get("plan") as Plan | undefined;
    if (plan === undefined) return;
    if (plan.at > Date.now()) return storage.setAlarm(plan.at);
    const key = `${stored.get("nonce")}@${plan.at}`;
    try {
      await this.env.MAILBOX.getByName(plan.to).deliver(key, plan.text);
    } catch (error) {
      if (!info || info.retryCount < 6) throw error;
      if (Date.now() - plan.at < 6 * HOUR) {
        // Somebody may have cancelled or planned anew while the mailbox failed; an alarm that stands here is theirs.
        const isPlanned = (await storage.get("plan")) !== undefined;
        if (isPlanned && (await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + HOUR);
        return;
      }
      await storage.put(`dead:${new Date(plan.at).toISOString()}`, plan);
    }
    await this.#goOn(plan, key);
  }

  async deadLetters(): Promise<Plan[]> {
    return [...(await this.ctx.storage.list<Plan>({ prefix: "dead:" })).values()];
  }

  #goOn(done: Plan, key: string): Promise<void> {
    return this.ctx.storage.transaction(async (transaction) => {
      const plan = await transaction.get<Plan>("plan");
      if (plan === undefined || `${await transaction.get("nonce")}@${plan.at}` !== key) return;
      if (done.every === null) {
        await transaction.delete(["plan", "nonce"]);
        return;
      }
      const at = done.at + done.every;
      await transaction.put("plan", { ...plan, at });
      await transaction.setAlarm(at);
    });
  }
}
