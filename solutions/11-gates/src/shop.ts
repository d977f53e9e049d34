import { DurableObject } from "cloudflare:workers";

/**
 * Stands for a shop of somebody else's, which is far away and slow. How slow is up to you, and to the tests: while the desk
 * is closed for a question, whoever asks it waits.
 */
export class Shop extends DurableObject<Env> {
  #prices = new Map<string, number>();
  #questions: string[] = [];
  #closed = new Set<string>();
  #failing = new Set<string>();
  #waiting: { question: string; go(): void }[] = [];

  /** What an item costs, in cents, when the question comes in. The answer may be on its way for long. */
  async price(item: string): Promise<number> {
    const cents = this.#prices.get(item) ?? 1000;
    await this.#answer(item);
    return cents;
  }

  /** In which currency its prices are. */
  async currency(): Promise<string> {
    await this.#answer("currency");
    return "CHF";
  }

  /** Sets a price, and tells nobody. */
  setPrice(item: string, cents: number): void {
    this.#prices.set(item, cents);
  }

  /** From now on, whoever asks this waits. */
  close(question: string): void {
    this.#closed.add(question);
  }

  /** From now on, whoever asks this is answered at once; those who wait go on waiting. */
  open(question: string): void {
    this.#closed.delete(question);
  }

  /** Answers those who wait with this question. */
  serve(question: string): void {
    for (const waiting of this.#waiting) if (waiting.question === question) waiting.go();
    this.#waiting = this.#waiting.filter((waiting) => waiting.question !== question);
  }

  /** From now on, this question gets an error in place of an answer. */
  fail(question: string): void {
    this.#failing.add(question);
  }

  /** Ends `fail()`. */
  mend(question: string): void {
    this.#failing.delete(question);
  }

  /** All that it was asked so far, in order: items, and "currency". */
  questions(): string[] {
    return this.#questions;
  }

  async #answer(question: string): Promise<void> {
    this.#questions.push(question);
    if (this.#closed.has(question)) await new Promise<void>((go) => this.#waiting.push({ question, go }));
    if (this.#failing.has(question)) throw new Error(`The shop is out of order: ${question}`);
  }
}
