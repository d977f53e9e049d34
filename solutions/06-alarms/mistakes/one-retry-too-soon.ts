/**
 * It takes the last retry but one for the last.
 *
 * Costs: the platform would have called once more within a minute or two. A letter that the mailbox would have taken then comes an
 * hour late.
 * Caught by: 4-outlives-an-outage "leaves it to the platform while that retries"
 * Hint: There are six retries. Which retryCount has the last of them?
 */
import { DurableObject } from "cloudflare:workers";

/** Who is to be told what, and when. */
export type Plan = {
  /** Name of a mailbox. */
  to: string;
  text: string;
  /** When it is due, in milliseconds since 1970. */
  at: number;
  /** Milliseconds from one time to the next, or `null` where it comes once. */
  every: number | null;
};

/** A plan as it is stored: its id tells it from every other, even one that says the same. */
type StoredPlan = Plan & { id: string };

/** How long a mailbox is left in peace after a round of tries that all failed, in milliseconds. */
export const PAUSE = 60 * 60 * 1000;

/** The stretch: how late a delivery may be, in milliseconds. After that nobody wants it any more. */
export const TOO_LATE = 6 * PAUSE;

/** One reminder. Plans live in its storage, and the object itself sees to it that they are carried out. */
export class Reminder extends DurableObject<Env> {
  /** Plans a reminder, in place of the one that was planned before. */
  async set(plan: Plan): Promise<void> {
    this.#store({ ...plan, id: crypto.randomUUID() });
    await this.ctx.storage.setAlarm(plan.at);
  }

  /** Answers the plan, or `null` where nothing is planned. */
  read(): Plan | null {
    const plan = this.#plan();
    return plan && { to: plan.to, text: plan.text, at: plan.at, every: plan.every };
  }

  /** Answers when the platform will wake this object (milliseconds since 1970), or `null` if it won't. */
  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  /** Moves what is planned to another time. Answers whether anything was. */
  async move(at: number): Promise<boolean> {
    const plan = this.#plan();
    if (plan === null) return false;
    this.#store({ ...plan, at });
    await this.ctx.storage.setAlarm(at);
    return true;
  }

  /** Cancels what is planned. Answers whether anything was. */
  async cancel(): Promise<boolean> {
    const planned = this.ctx.storage.kv.delete("plan");
    await this.ctx.storage.deleteAlarm();
    return planned;
  }

  /** Called by the platform when the alarm goes off, and again where this throws: six times at most. */
  async alarm(info?: AlarmInvocationInfo): Promise<void> {
    const plan = this.#plan();
    if (plan === null) return;
    // The platform may call twice for one alarm: what isn't due yet waits for its own.
    if (plan.at > Date.now()) return this.ctx.storage.setAlarm(plan.at);
    try {
      await this.#deliver(plan);
    } catch (error) {
      return this.#tryAgain(plan, error, info?.retryCount ?? 0);
    }
    // Others were let in while the mailbox answered: if they have changed the plan, theirs stands.
    if (this.#isUnchanged(plan)) await this.#goOn(plan);
  }

  /** The stretch: what was given up, oldest first. */
  deadLetters(): Plan[] {
    return this.ctx.storage.kv.get<Plan[]>("dead letters") ?? [];
  }

  /** Puts the text into the mailbox `plan.to`. Throws where that can't be said to have worked. */
  async #deliver(plan: StoredPlan): Promise<void> {
    // The time belongs to the key, since a repeating plan keeps its id; and the plan's time, since the clock's differs
    // at every try.
    await this.env.MAILBOX.getByName(plan.to).deliver(`${plan.id} ${plan.at}`, plan.text);
  }

  /** Called after a delivery that worked: what is done once is done, what repeats goes on. */
  async #goOn(plan: StoredPlan): Promise<void> {
    if (plan.every === null) {
      this.ctx.storage.kv.delete("plan");
      return;
    }
    // From the time that was planned, not from now: alarms come late, and being late adds up.
    const at = plan.at + plan.every;
    this.#store({ ...plan, at });
    await this.ctx.storage.setAlarm(at);
  }

  /** Called after a delivery that failed with `error`. `retryCount` is 0 at the first call, 6 at the platform's last. */
  async #tryAgain(plan: StoredPlan, error: unknown, retryCount: number): Promise<void> {
    // A plan that was changed meanwhile has set its own alarm, and a throw leaves that alone.
    if (retryCount < 5 || !this.#isUnchanged(plan)) throw error;
    if (Date.now() - plan.at >= TOO_LATE) {
      const { id: _, ...letter } = plan;
      this.ctx.storage.kv.put("dead letters", [...this.deadLetters(), letter]);
      return this.#goOn(plan);
    }
    await this.ctx.storage.setAlarm(Date.now() + PAUSE);
  }

  #plan(): StoredPlan | null {
    return this.ctx.storage.kv.get<StoredPlan>("plan") ?? null;
  }

  #store(plan: StoredPlan): void {
    this.ctx.storage.kv.put("plan", plan);
  }

  #isUnchanged({ id, at }: StoredPlan): boolean {
    const now = this.#plan();
    return now?.id === id && now.at === at;
  }
}
