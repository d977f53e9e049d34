import { DurableObject } from "cloudflare:workers";

/** A private room, as its host remembers it. */
export type OwnRoom = { title: string; invitation: string };

/** Whoever opens private rooms has one of these: it remembers the invitations. */
export class Host extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS rooms (id INTEGER PRIMARY KEY, title TEXT, invitation TEXT)");
  }

  /** Remembers a room. */
  keep({ title, invitation }: OwnRoom): void {
    this.#sql.exec("INSERT INTO rooms (title, invitation) VALUES (?, ?)", title, invitation);
  }

  /** All rooms that this host has opened, in that order. */
  rooms(): OwnRoom[] {
    return this.#sql.exec<OwnRoom>("SELECT title, invitation FROM rooms ORDER BY id").toArray();
  }
}
