/**
 * Puts the end off in storage once an hour at most, and in the answer each time.
 *
 * Costs: the cookie is given an end that the session doesn't have: it is over up to an hour before the time that was answered.
 * Caught by: 2-ends-at-its-time "has the end that use() has answered, however soon after its beginning that was"
 * Hint: Where the end wasn't put off in storage, which end does `use()` answer?
 */
import { DurableObject } from "cloudflare:workers";
import { hashOf } from "./hash.ts";

/** What a user sees of a session: nothing that would let anybody in. */
export type Session = {
  id: number;
  device: string;
  /** Milliseconds since 1970, as all times here. */
  createdAt: number;
  /** At this very millisecond it is over. */
  endsAt: number;
};

const HOUR = 60 * 60 * 1000;

/** How long a session lasts after it was used last: 30 days, in milliseconds. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000;

/** The sessions of one user. */
export class Sessions extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        device TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL
      );
      CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (ends_at);
    `);
  }

  /** Begins a session and answers its token. Nobody ever sees the token again: the device has to keep it. */
  async create(device: string): Promise<string> {
    const token = this.#newToken();
    const [key, now] = [await this.#keyOf(token), Date.now()];
    this.#sql.exec(
      "INSERT INTO sessions (key, device, created_at, ends_at) VALUES (?, ?, ?, ?)",
      ...[key, device, now, now + LIFETIME],
    );
    await this.#plan();
    return token;
  }

  /** The session of this token, which from now on lasts its whole time again; `null` where there is none. */
  async use(token: string): Promise<Session | null> {
    const session = this.#find(await this.#keyOf(token));
    return session === null ? null : this.#prolong(session);
  }

  /** The sessions that aren't over, in the order in which they began. */
  list(): Session[] {
    const query = `SELECT ${COLUMNS} FROM sessions WHERE ends_at > ? ORDER BY id`;
    return this.#sql.exec<Session>(query, Date.now()).toArray();
  }

  /** Ends one session. Answers `false` when none of that id was there, or it was over. */
  async revoke(id: number): Promise<boolean> {
    const query = "DELETE FROM sessions WHERE id = ? AND ends_at > ? RETURNING id";
    const ended = this.#sql.exec(query, id, Date.now()).toArray();
    await this.#plan();
    return ended.length > 0;
  }

  /** Ends all sessions, or all but the one whose token is to be kept. Answers how many that were. */
  async revokeAll(keep?: string): Promise<number> {
    const kept = keep === undefined ? null : this.#find(await this.#keyOf(keep));
    const query = "DELETE FROM sessions WHERE id <> ? AND ends_at > ? RETURNING id";
    const ended = this.#sql.exec(query, kept?.id ?? 0, Date.now()).toArray();
    await this.#plan();
    return ended.length;
  }

  /**
   * For the stretch: answers a new token for the session of this one, whose own token is worth nothing from then on.
   * `null` where there is no session.
   */
  async rotate(token: string): Promise<string | null> {
    return null;
  }

  /** Called by the platform at the time that was planned, or later. Sweeps away what is over. */
  async alarm(): Promise<void> {
    this.#sql.exec("DELETE FROM sessions WHERE ends_at <= ?", Date.now());
    await this.#plan();
  }

  /** A token for a new session. */
  #newToken(): string {
    return crypto.randomUUID();
  }

  /** What is stored of a token, to find its session again. */
  async #keyOf(token: string): Promise<string> {
    return hashOf(token);
  }

  /** The session of a key that isn't over; `null` where there is none. */
  #find(key: string): Session | null {
    const query = `SELECT ${COLUMNS} FROM sessions WHERE key = ? AND ends_at > ?`;
    const [session] = this.#sql.exec<Session>(query, key, Date.now()).toArray();
    return session ?? null;
  }

  /** Lets a session last LIFETIME from now. */
  async #prolong(session: Session): Promise<Session> {
    const endsAt = Date.now() + LIFETIME;
    if (endsAt - session.endsAt >= HOUR) {
      this.#sql.exec("UPDATE sessions SET ends_at = ? WHERE id = ?", endsAt, session.id);
    }
    await this.#plan();
    return { ...session, endsAt };
  }

  /** Sets the alarm for the time at which the next session is over. To be called after every change. */
  async #plan(): Promise<void> {
    const { next } = this.#sql.exec<{ next: number | null }>("SELECT MIN(ends_at) AS next FROM sessions").one();
    if (next === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(next);
  }
}

/** The columns that make a Session. */
const COLUMNS = "id, device, created_at AS createdAt, ends_at AS endsAt";
