import { DurableObject } from "cloudflare:workers";

/** The readers who wait for one book. */
export class Holds extends DurableObject {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS waiting (place INTEGER PRIMARY KEY, reader TEXT NOT NULL)");
  }

  /** Puts a reader at the end of the queue. */
  join(reader: string): void {
    this.#sql.exec("INSERT INTO waiting (reader) VALUES (?)", reader);
  }

  /** Answers who waits, the first one first. */
  waiting(): string[] {
    const rows = this.#sql.exec<{ reader: string }>("SELECT reader FROM waiting ORDER BY place").toArray();
    return rows.map(({ reader }) => reader);
  }
}
