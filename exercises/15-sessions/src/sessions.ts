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
    // TODO 2: Leave out what is over, whether or not it has been swept away.
    return this.#sql.exec<Session>(`SELECT ${COLUMNS} FROM sessions ORDER BY id`).toArray();
  }

  /** Ends one session. Answers `false` when none of that id was there, or it was over. */
  async revoke(id: number): Promise<boolean> {
    // TODO 3: End it, in storage.
    return true;
  }

  /** Ends all sessions, or all but the one whose token is to be kept. Answers how many that were. */
  async revokeAll(keep?: string): Promise<number> {
    // TODO 3: End them, in storage.
    return this.list().length;
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
    // TODO 4: Sweep, and see to it that the next one is swept as well.
    this.#sql.exec("DELETE FROM sessions");
  }

  /** A token for a new session. */
  #newToken(): string {
    // TODO 1: Make one that nobody can guess, whatever they know.
    return Math.random().toString().slice(2, 10);
  }

  /** What is stored of a token, to find its session again. */
  async #keyOf(token: string): Promise<string> {
    // TODO 1: Store nothing that somebody who reads the storage could log in with. hashOf() is in hash.ts.
    return token;
  }

  /** The session of a key that isn't over; `null` where there is none. */
  #find(key: string): Session | null {
    // TODO 2: Answer null for a key that isn't there, and for a session that is over.
    return this.#sql.exec<Session>(`SELECT ${COLUMNS} FROM sessions WHERE key = ?`, key).one();
  }

  /** Lets a session last LIFETIME from now. */
  async #prolong(session: Session): Promise<Session> {
    // TODO 2: Put its end off, in storage and in the answer.
    return session;
  }

  /** Sets the alarm for the time at which the next session is over. To be called after every change. */
  async #plan(): Promise<void> {
    // TODO 4: Reckon it from what is stored. Where nothing is stored, there is nothing to wake up for.
    await this.ctx.storage.setAlarm(Date.now() + LIFETIME);
  }
}

/** The columns that make a Session. */
const COLUMNS = "id, device, created_at AS createdAt, ends_at AS endsAt";
