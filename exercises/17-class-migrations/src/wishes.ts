import { DurableObject } from "cloudflare:workers";

/** The books that readers of one place would like the library to buy. */
export class Wishes extends DurableObject {
  /** Adds a title. */
  add(book: string): void {
    this.ctx.storage.kv.put(book, true);
  }

  /** Answers the titles, in order. */
  list(): string[] {
    return [...this.ctx.storage.kv.list()].map(([book]) => book);
  }
}
