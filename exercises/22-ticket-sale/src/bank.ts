import { DurableObject } from "cloudflare:workers";

/**
 * How the bank can be. One that is slow does at once what it is asked to, and answers when its mood changes; one that loses
 * answers does it as well, and the connection breaks; one that is down does nothing.
 */
export const MOODS = ["answers", "declines", "slow", "loses answers", "is down"] as const;
export type Mood = (typeof MOODS)[number];

/** A payment, as the bank knows it. */
export type Payment = { payment: string; amount: number; state: "paid" | "declined" | "refunded" };

/**
 * Stands for a bank, which is somebody else's: an account of its own for each concert, by name. It can be in a bad mood, so
 * that you and the tests can see what becomes of the payments then.
 */
export class Bank extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #kv = this.ctx.storage.kv;
  #waiting: (() => void)[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS payments (payment TEXT PRIMARY KEY, amount INTEGER NOT NULL, state TEXT NOT NULL)",
    );
  }

  /**
   * Takes `amount` cents from the buyer. `payment` is your name for it: who asks again under the same name isn't charged
   * again, and is told how it stands. Throws where the bank can't be reached: then nobody knows whether it was charged.
   */
  async charge(payment: string, amount: number): Promise<Payment["state"]> {
    const mood = this.#mood();
    if (mood === "is down") throw new Error("The bank is down");
    const known = this.#find(payment);
    if (known?.state === "paid" && known.amount !== amount) throw new Error("This payment was for another amount");
    const state = mood === "declines" ? "declined" : "paid";
    if (known === undefined) this.#sql.exec("INSERT INTO payments VALUES (?, ?, ?)", payment, amount, state);
    await this.#answer(mood);
    // It may have been refunded meanwhile.
    return this.#find(payment)?.state ?? state;
  }

  /** Gives a payment back, once. One that the bank hasn't heard of will never be charged. Throws as `charge()` does. */
  async refund(payment: string): Promise<void> {
    const mood = this.#mood();
    if (mood === "is down") throw new Error("The bank is down");
    this.#sql.exec(
      "INSERT INTO payments VALUES (?, 0, 'refunded') ON CONFLICT DO UPDATE SET state = 'refunded' WHERE state = 'paid'",
      payment,
    );
    await this.#answer(mood);
  }

  /** All payments of this account. Throws where the bank can't be reached. */
  async statement(): Promise<Payment[]> {
    const mood = this.#mood();
    if (mood === "is down") throw new Error("The bank is down");
    const payments = this.#sql.exec<Payment>("SELECT payment, amount, state FROM payments ORDER BY rowid").toArray();
    await this.#answer(mood);
    return payments;
  }

  /** Changes the mood. Whoever waits gets an answer. */
  behave(mood: Mood): void {
    this.#kv.put("mood", mood);
    if (mood !== "slow") for (const go of this.#waiting.splice(0)) go();
  }

  /** For the tests: the books, whatever the mood. */
  books(): Payment[] {
    return this.#sql.exec<Payment>("SELECT payment, amount, state FROM payments ORDER BY rowid").toArray();
  }

  async #answer(mood: Mood): Promise<void> {
    if (mood === "slow") await new Promise<void>((go) => this.#waiting.push(go));
    if (mood === "loses answers") throw new Error("The connection to the bank broke");
  }

  #mood(): Mood {
    return this.#kv.get<Mood>("mood") ?? "answers";
  }

  #find(payment: string): Payment | undefined {
    return this.#sql
      .exec<Payment>("SELECT payment, amount, state FROM payments WHERE payment = ?", payment)
      .toArray()[0];
  }
}
