import { DurableObject } from "cloudflare:workers";

/** A letter as it lies in the mailbox. */
export type Letter = { key: string; text: string };

/**
 * Stands for a mail provider. Like the real ones (https://docs.stripe.com/api/idempotent_requests) it takes a key with
 * each letter, and keeps one letter a key, however often it is handed in.
 */
export class Mailbox extends DurableObject<Env> {
  #trouble: { kind: "refuses" | "loses its answer"; left: number } | null = null;
  #gate: { asked: PromiseWithResolvers<void>; open: PromiseWithResolvers<void> } | null = null;
  #tries = 0;

  /** Takes a letter; one whose key is known is taken for the same. Throws when the mailbox is in trouble. */
  async deliver(key: string, text: string): Promise<void> {
    this.#tries++;
    this.#gate?.asked.resolve();
    await this.#gate?.open.promise;
    const trouble = this.#nextTrouble();
    if (trouble === "refuses") throw new Error("The mailbox is down.");
    this.ctx.storage.kv.put(`letter:${key}`, { key, text } satisfies Letter);
    if (trouble === "loses its answer") throw new Error("The connection was lost.");
  }

  /** The letters that lie in it. */
  letters(): Letter[] {
    return Array.from(this.ctx.storage.kv.list<Letter>({ prefix: "letter:" }), ([, letter]) => letter);
  }

  /** How often `deliver()` was called, with success or without. */
  tries(): number {
    return this.#tries;
  }

  /** For tests: the next deliveries fail, and nothing is taken. */
  refuse(times: number): void {
    this.#trouble = { kind: "refuses", left: times };
  }

  /** For tests: the next deliveries are taken, but who called gets an error. */
  loseAnswers(times: number): void {
    this.#trouble = { kind: "loses its answer", left: times };
  }

  /** For tests: deliveries wait until `release()`. */
  hold(): void {
    this.#gate = { asked: Promise.withResolvers(), open: Promise.withResolvers() };
  }

  /** For tests: resolves as soon as a delivery waits. */
  async asked(): Promise<void> {
    await this.#gate?.asked.promise;
  }

  /** For tests: lets what waits go on. */
  release(): void {
    this.#gate?.open.resolve();
    this.#gate = null;
  }

  #nextTrouble(): "refuses" | "loses its answer" | null {
    if (this.#trouble === null || this.#trouble.left === 0) return null;
    this.#trouble.left--;
    return this.#trouble.kind;
  }
}
