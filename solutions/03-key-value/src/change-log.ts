/** Which preference was changed, and when, in milliseconds since 1970. */
export type Change = { key: string; at: number };

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** How long a change is remembered. */
const REMEMBERED = 30 * DAY;

/** What a user has changed lately: for support, who are asked why the editor is pink. It has a table, and an alarm. */
export class ChangeLog {
  #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Makes the table where there is none. The log can't be used before. */
  open(): void {
    this.#storage.sql.exec("CREATE TABLE IF NOT EXISTS changes (key TEXT NOT NULL, at INTEGER NOT NULL)");
  }

  /** Notes that somebody is about to change these. */
  async note(keys: string[]): Promise<void> {
    const now = Date.now();
    for (const key of keys) this.#storage.sql.exec("INSERT INTO changes (key, at) VALUES (?, ?)", key, now);
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(now + REMEMBERED);
  }

  /** The changes that are remembered, oldest first. */
  all(): Change[] {
    return this.#storage.sql.exec<Change>("SELECT key, at FROM changes ORDER BY rowid").toArray();
  }

  /** Forgets what is older than 30 days, and has the alarm come back for the rest, once a day at most. */
  async sweep(): Promise<void> {
    const { sql } = this.#storage;
    const now = Date.now();
    sql.exec("DELETE FROM changes WHERE at <= ?", now - REMEMBERED);
    const [oldest] = sql.exec<{ at: number }>("SELECT at FROM changes ORDER BY rowid LIMIT 1").toArray();
    if (oldest) await this.#storage.setAlarm(Math.max(oldest.at + REMEMBERED, now + DAY));
  }
}
