import { DurableObject } from "cloudflare:workers";

/** A hundred books on one shelf, in a table with one index. */
export class Library extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS books (title TEXT PRIMARY KEY, year INTEGER, shelf TEXT) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS books_by_year ON books (year);
    `);
    const { count } = this.#sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM books").one();
    for (let n = count; n < 100; n++) this.add(`book ${n}`, 1900 + n);
  }

  add(title: string, year: number): void {
    this.#sql.exec("INSERT INTO books (title, year, shelf) VALUES (?, ?, 'main')", title, year);
  }

  all() {
    return this.#sql.exec<{ title: string }>("SELECT title FROM books ORDER BY title");
  }

  titles(): string[] {
    return this.all()
      .toArray()
      .map((book) => book.title);
  }

  async later(title: string): Promise<string> {
    await scheduler.wait(1);
    return this.#sql.exec<{ title: string }>("SELECT title FROM books WHERE title = ?", title).one().title;
  }

  rename(from: string, to: string): string {
    this.#sql.exec("DELETE FROM books WHERE title = ?", from);
    this.#sql.exec("INSERT INTO books (title, shelf) VALUES (?, 'main')", to);
    return to;
  }
}

export default {} satisfies ExportedHandler<Env>;
