/**
 * The lock is one row, which is there for ever, and each decision is one statement. Nothing has to be tidied up, so there is
 * no alarm. The token is counted in the row itself: a release ends the lease, and leaves the row.
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
      "CREATE TABLE IF NOT EXISTS lock (id INTEGER PRIMARY KEY CHECK (id = 1), token INTEGER, expires_at INTEGER)",
    );
  }

  acquire(ttl: number, _waiter?: string): Lease | null {
    return this.#first(
      `INSERT INTO lock (id, token, expires_at) VALUES (1, 1, ?2)
       ON CONFLICT (id) DO UPDATE SET token = token + 1, expires_at = ?2 WHERE expires_at <= ?1
       RETURNING token, expires_at AS expiresAt`,
      Date.now(),
      Date.now() + ttl,
    );
  }

  current(): Lease | null {
    return this.#first("SELECT token, expires_at AS expiresAt FROM lock WHERE expires_at > ?", Date.now());
  }

  renew(token: number, ttl: number): Lease | null {
    return this.#first(
      "UPDATE lock SET expires_at = ?3 WHERE token = ?2 AND expires_at > ?1 RETURNING token, expires_at AS expiresAt",
      Date.now(),
      token,
      Date.now() + ttl,
    );
  }

  release(token: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      "UPDATE lock SET expires_at = 0 WHERE token = ?2 AND expires_at > ?1",
      Date.now(),
      token,
    );
    return rowsWritten > 0;
  }

  #first(statement: string, ...bindings: number[]): Lease | null {
    return this.#sql.exec<Lease>(statement, ...bindings).toArray()[0] ?? null;
  }
}
