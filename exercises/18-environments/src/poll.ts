import { DurableObject } from "cloudflare:workers";

/** The votes on one question. */
export class Poll extends DurableObject {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS votes (choice TEXT PRIMARY KEY, count INTEGER NOT NULL)");
  }

  /** Counts a vote. */
  vote(choice: string): void {
    this.#sql.exec(
      "INSERT INTO votes (choice, count) VALUES (?, 1) ON CONFLICT (choice) DO UPDATE SET count = count + 1",
      choice,
    );
  }

  /** Answers how many votes each choice has. */
  tally(): Record<string, number> {
    const rows = this.#sql.exec<{ choice: string; count: number }>("SELECT choice, count FROM votes ORDER BY choice");
    return Object.fromEntries([...rows].map(({ choice, count }) => [choice, count]));
  }
}
