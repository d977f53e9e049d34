import { DurableObject } from "cloudflare:workers";

/** A book that somebody has at home. */
export type Loan = { book: string; reader: string };

/** The books of one place that are lent. Until release 1 the class is exported as `Shelf`. */
export class Branch extends DurableObject {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS loans (book TEXT PRIMARY KEY, reader TEXT NOT NULL)");
  }

  /** Lends a book to a reader. */
  lend(book: string, reader: string): void {
    this.#sql.exec("INSERT INTO loans (book, reader) VALUES (?, ?)", book, reader);
  }

  /** Answers the books that are lent, by title. */
  loans(): Loan[] {
    return this.#sql.exec<Loan>("SELECT book, reader FROM loans ORDER BY book").toArray();
  }
}
