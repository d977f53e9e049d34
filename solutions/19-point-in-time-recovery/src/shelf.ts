import { DurableObject } from "cloudflare:workers";

/** A bookmark of a notebook, and what it is good for. */
export type Kept = {
  what: string;
  bookmark: string;
  /** When it was put there, in milliseconds since 1970. */
  at: number;
};

/** Keeps a notebook's bookmarks. It is an object of its own, so that it stays where it is when the notebook goes back. */
export class Shelf extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;
  #isClosed = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS kept (what TEXT PRIMARY KEY, bookmark TEXT NOT NULL, at INTEGER NOT NULL)",
    );
  }

  /** Keeps a bookmark under the name `what`, in place of one that had that name. Throws where it can't. */
  keep(what: string, bookmark: string): void {
    if (this.#isClosed) throw new Error("The shelf is closed.");
    this.#sql.exec("INSERT OR REPLACE INTO kept (what, bookmark, at) VALUES (?, ?, ?)", what, bookmark, Date.now());
  }

  /** Answers the bookmark of that name, or `null`. */
  find(what: string): string | null {
    const [found] = this.#sql.exec<{ bookmark: string }>("SELECT bookmark FROM kept WHERE what = ?", what).toArray();
    return found?.bookmark ?? null;
  }

  /** Answers all that it keeps whose name begins with `prefix`, the oldest first. */
  list(prefix = ""): Kept[] {
    const kept = this.#sql.exec<Kept>("SELECT what, bookmark, at FROM kept ORDER BY at, bookmark").toArray();
    return kept.filter(({ what }) => what.startsWith(prefix));
  }

  /** For tests: from now on nothing can be kept, until `open()`. */
  close(): void {
    this.#isClosed = true;
  }

  /** For tests: the end of `close()`. */
  open(): void {
    this.#isClosed = false;
  }
}
