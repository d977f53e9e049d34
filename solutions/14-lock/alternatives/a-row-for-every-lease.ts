/**
 * Every lease is a row, so that one can look up later who ran when; AUTOINCREMENT counts the tokens, and goes on counting
 * where rows are deleted. The ledger hears of each new lease before its holder does, so that a sleeper is refused even before
 * the new holder has written anything. It hears of it after the row is there: whoever is let in meanwhile finds the row.
 */
import { DurableObject } from "cloudflare:workers";

/** The right to run a job, for a while. */
export type Lease = { token: number; expiresAt: number };

/** The lock of one job. Whoever holds its lease may run the job. */
export class Lock extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS leases (token INTEGER PRIMARY KEY AUTOINCREMENT, expires_at INTEGER, released INTEGER)",
    );
  }

  async acquire(ttl: number, _waiter?: string): Promise<Lease | null> {
    if (this.current() !== null) return null;
    const expiresAt = Date.now() + ttl;
    const { token } = this.#sql
      .exec<{ token: number }>("INSERT INTO leases (expires_at) VALUES (?) RETURNING token", expiresAt)
      .one();
    await this.ctx.storage.setAlarm(expiresAt);
    await this.env.LEDGER.getByName(this.ctx.id.name ?? "").book(token, "A new holder begins");
    return { token, expiresAt };
  }

  /** Only the newest lease can be held. */
  current(): Lease | null {
    const [newest] = this.#sql
      .exec<Lease & { released: number | null }>(
        "SELECT token, expires_at AS expiresAt, released FROM leases ORDER BY token DESC LIMIT 1",
      )
      .toArray();
    if (newest === undefined || newest.released !== null || newest.expiresAt <= Date.now()) return null;
    return { token: newest.token, expiresAt: newest.expiresAt };
  }

  /** Forgets what was over a month ago. */
  async alarm(): Promise<void> {
    this.#sql.exec("DELETE FROM leases WHERE expires_at < ?", Date.now() - 30 * 24 * 3_600_000);
  }

  async renew(token: number, ttl: number): Promise<Lease | null> {
    if (this.current()?.token !== token) return null;
    const expiresAt = Date.now() + ttl;
    this.#sql.exec("UPDATE leases SET expires_at = ? WHERE token = ?", expiresAt, token);
    await this.ctx.storage.setAlarm(expiresAt);
    return { token, expiresAt };
  }

  release(token: number): boolean {
    if (this.current()?.token !== token) return false;
    this.#sql.exec("UPDATE leases SET released = 1 WHERE token = ?", token);
    return true;
  }
}
