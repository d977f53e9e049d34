import { DurableObject } from "cloudflare:workers";

/** Where the job writes. It trusts nobody's word to hold the lock: it compares tokens. */
export class Ledger extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS invoices (id INTEGER PRIMARY KEY, token INTEGER NOT NULL, text TEXT NOT NULL)",
    );
  }

  /** Books an invoice. Answers `false`, and books nothing, once it has seen a greater token than this one. */
  book(token: number, text: string): boolean {
    if (!Number.isSafeInteger(token) || token < this.#greatestToken()) return false;
    this.#sql.exec("INSERT INTO invoices (token, text) VALUES (?, ?)", token, text);
    return true;
  }

  /** The invoices that were booked, in order. */
  invoices(): string[] {
    const rows = this.#sql.exec<{ text: string }>("SELECT text FROM invoices ORDER BY id").toArray();
    return rows.map(({ text }) => text);
  }

  /** No smaller token is ever booked after a greater one, so the newest row has the greatest. */
  #greatestToken(): number {
    const [newest] = this.#sql.exec<{ token: number }>("SELECT token FROM invoices ORDER BY id DESC LIMIT 1").toArray();
    return newest?.token ?? 0;
  }
}
