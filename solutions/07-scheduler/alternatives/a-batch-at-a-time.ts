/**
 * A tick reads its batch at once, asks before each event whether it is still planned, and settles all of them together at
 * the end, in one transaction. Parked events have a table of their own. A crash in the middle of a tick repeats all of its
 * events, which their keys make harmless.
 */
import { DurableObject } from "cloudflare:workers";

/** What a device is to do, and when. */
export type Plan = {
  /** Chosen by whoever plans. Planning again under the same id takes the place of what was planned before. */
  id: string;
  /** Name of a device. */
  device: string;
  command: string;
  /** When, in milliseconds since 1970; of an event that repeats, its next time. */
  at: number;
  /** Milliseconds from one time to the next, or `null` where it doesn't repeat. */
  every: number | null;
  /** The stretch: repeats at the minutes that this rule names, such as "30 6 1-5". */
  rule: string | null;
};

/** A plan that isn't tried any more, and what its device said the last time. */
export type Parked = Plan & { error: string };

type Event = Plan & { revision: string; failures: number; due: number };

/** What came of a run. */
type Outcome = { event: Event; error: unknown };

export class Scheduler extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const columns = "id TEXT PRIMARY KEY, device TEXT, command TEXT, at INTEGER, every INTEGER, rule TEXT";
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS events (${columns}, revision TEXT, failures INTEGER, due INTEGER);
      CREATE INDEX IF NOT EXISTS events_by_due ON events (due);
      CREATE TABLE IF NOT EXISTS parked (${columns}, error TEXT);
    `);
  }

  async plan({ id, device, command, at, every, rule }: Plan): Promise<void> {
    this.#sql.exec("DELETE FROM parked WHERE id = ?", id);
    this.#sql.exec(
      "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
      ...[id, device, command, at, every, rule, crypto.randomUUID(), at],
    );
    await this.#setAlarm();
  }

  async cancel(id: string): Promise<boolean> {
    const deleted = ["events", "parked"].map((table) => this.#sql.exec(`DELETE FROM ${table} WHERE id = ?`, id));
    await this.#setAlarm();
    return deleted.some(({ rowsWritten }) => rowsWritten > 0);
  }

  events(): Plan[] {
    return this.#sql.exec<Plan>("SELECT id, device, command, at, every, rule FROM events ORDER BY due").toArray();
  }

  parked(): Parked[] {
    return this.#sql.exec<Parked>("SELECT * FROM parked").toArray();
  }

  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  async alarm(): Promise<void> {
    const batch = this.#sql
      .exec<Event>("SELECT * FROM events WHERE due <= ? ORDER BY due LIMIT 20", Date.now())
      .toArray();
    const outcomes: Outcome[] = [];
    for (const event of batch) if (this.#isPlanned(event)) outcomes.push({ event, error: await this.#run(event) });
    this.ctx.storage.transactionSync(() => {
      for (const outcome of outcomes) if (this.#isPlanned(outcome.event)) this.#settle(outcome);
    });
    await this.#setAlarm();
  }

  async #setAlarm(): Promise<void> {
    const [first] = this.#sql.exec<{ due: number }>("SELECT due FROM events ORDER BY due LIMIT 1").toArray();
    if (first) await this.ctx.storage.setAlarm(first.due);
    else await this.ctx.storage.deleteAlarm();
  }

  /** Whether the event is planned as it was when it was read. */
  #isPlanned({ id, revision }: Event): boolean {
    return this.#sql.exec("SELECT 1 FROM events WHERE id = ? AND revision = ?", id, revision).toArray().length > 0;
  }

  /** Answers what went wrong, or `null`. */
  async #run({ revision, at, device, command }: Event): Promise<unknown> {
    try {
      await this.env.DEVICE.getByName(device).run(`${revision}/${at}`, command);
      return null;
    } catch (error) {
      return error;
    }
  }

  #settle({ event: { id, device, command, at, every, rule, failures }, error }: Outcome): void {
    const now = Date.now();
    if (error !== null && failures < 4) {
      const pause = 60_000 * 2 ** failures;
      this.#sql.exec("UPDATE events SET failures = failures + 1, due = ? WHERE id = ?", now + pause, id);
    } else if (error === null && every !== null) {
      const next = at + Math.ceil((now + 1 - at) / every) * every;
      this.#sql.exec("UPDATE events SET failures = 0, at = ?, due = ? WHERE id = ?", next, next, id);
    } else {
      this.#sql.exec("DELETE FROM events WHERE id = ?", id);
      if (error === null) return;
      this.#sql.exec(
        "INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?, ?, ?)",
        ...[id, device, command, at, every, rule, String(error)],
      );
    }
  }
}
