import { DurableObject } from "cloudflare:workers";

/** What one reader owes for books that came back late. */
export class Fines extends DurableObject {
  /** Adds to what the reader owes, and answers the sum, in cents. */
  charge(cents: number): number {
    const owed = this.owed() + cents;
    this.ctx.storage.kv.put("owed", owed);
    return owed;
  }

  /** Answers what the reader owes, in cents. */
  owed(): number {
    return this.ctx.storage.kv.get<number>("owed") ?? 0;
  }
}
