/** Which preference was changed, and when, in milliseconds since 1970. */
export type Change = { key: string; at: number };

/** How long a change is remembered: 30 days, in milliseconds. */
export const REMEMBERED = 30 * 24 * 60 * 60 * 1000;

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

  async note(keys: string[]): Promise<void> {
    const now = Date.now();
    for (const key of keys) this.#storage.sql.exec("INSERT INTO changes (key, at) VALUES (?, ?)", key, now);
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(now + REMEMBERED);
  }

  /** The changes of the last 30 days, oldest first. */
  all(): Change[] {
    return this.#storage.sql.exec<Change>("SELECT key, at FROM changes ORDER BY rowid").toArray();
  }

  /** Forgets what is older, and has the alarm come back for the rest. */
  async sweep(): Promise<void> {
    this.#storage.sql.exec("DELETE FROM changes WHERE at <= ?", Date.now() - REMEMBERED);
    const [oldest] = this.all();
    if (oldest) await this.#storage.setAlarm(oldest.at + REMEMBERED);
  }
}
