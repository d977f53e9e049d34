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
    // TODO 1: Have the platform wake this object when the plan is due, in memory or not.
  }

  /** Answers the plan, or `null` where nothing is planned. */
  read(): Plan | null {
    const plan = this.#plan();
    return plan && { to: plan.to, text: plan.text, at: plan.at, every: plan.every };
  }

  /** Answers when the platform will wake this object (milliseconds since 1970), or `null` if it won't. */
  async wakesAt(): Promise<number | null> {
    // TODO 1: Ask the platform, not a note of your own that may be wrong.
    return null;
  }

  /** Moves what is planned to another time. Answers whether anything was. */
  async move(at: number): Promise<boolean> {
    const plan = this.#plan();
    if (plan === null) return false;
    this.#store({ ...plan, at });
    // TODO 1: Let the platform know, whether the new time is earlier or later.
    return true;
  }

  /** Cancels what is planned. Answers whether anything was. */
  async cancel(): Promise<boolean> {
    const planned = this.ctx.storage.kv.delete("plan");
    // TODO 1: Spare the object being woken for nothing.
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
    // TODO 2: Choose a key that is the same at every try of this delivery, and at no other's.
    await this.env.MAILBOX.getByName(plan.to).deliver(crypto.randomUUID(), plan.text);
  }

  /** Called after a delivery that worked: what is done once is done, what repeats goes on. */
  async #goOn(plan: StoredPlan): Promise<void> {
    // TODO 3: Where the plan repeats, plan its next time instead, and be woken then.
    this.ctx.storage.kv.delete("plan");
  }

  /** Called after a delivery that failed with `error`. `retryCount` is 0 at the first call, 6 at the platform's last. */
  async #tryAgain(plan: StoredPlan, error: unknown, retryCount: number): Promise<void> {
    // TODO 4: Leave it to the platform while it still retries; after that, be woken for another round, a pause later.
    throw error;
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
