/**
 * What is due is read whole each time, and the first of it is taken.
 *
 * Costs: after an outage 5,000 events are due. Each of them is found among all that are left: twelve million rows read, and
 * paid for, until the last of them has run.
 * Caught by: 2-runs-what-is-due "reads a few rows for each event, however many are due"
 * Hint: Nothing ran for a night, and everything is due at once. How much do you read to find one event?
 */
import { DurableObject } from "cloudflare:workers";
import { nextByRule } from "./rule.ts";

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

/** A plan as it is stored. */
type Event = Plan & {
  /** A number that no other plan has: planning again, also under the same id, makes a new one. */
  seq: number;
  /** When to run it: `at`, or later after a failure; `null` where it is parked, and not run at all. */
  due: number | null;
  /** How often it has failed, one time after another. */
  failures: number;
  /** What it failed with the last time. */
  error: string | null;
};

/** How many events one alarm runs at most. */
export const BATCH = 20;

/** After so many failures in a row an event is parked. */
export const MAX_FAILURES = 5;

/** How long an event waits after its first failure, in milliseconds; after each further one twice as long. */
export const PAUSE = 60_000;

/** Everything that is to happen in one house, on the one alarm that an object has. */
export class Scheduler extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        device TEXT NOT NULL, command TEXT NOT NULL, at INTEGER NOT NULL, every INTEGER, rule TEXT,
        due INTEGER, failures INTEGER NOT NULL DEFAULT 0, error TEXT
      )`);
    this.#sql.exec("CREATE INDEX IF NOT EXISTS events_by_due ON events (due)");
  }

  /** Plans an event, in place of the one that had its id before. */
  async plan({ id, device, command, at, every, rule }: Plan): Promise<void> {
    this.#sql.exec(
      "INSERT OR REPLACE INTO events (id, device, command, at, every, rule, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[id, device, command, at, every, rule, at],
    );
    await this.#setAlarm();
  }

  /** Cancels an event, parked or not. Answers whether there was one. */
  async cancel(id: string): Promise<boolean> {
    const { rowsWritten } = this.#sql.exec("DELETE FROM events WHERE id = ?", id);
    await this.#setAlarm();
    return rowsWritten > 0;
  }

  /** Answers what is planned and not parked, the earliest first. */
  events(): Plan[] {
    return this.#sql.exec<Event>("SELECT * FROM events WHERE due IS NOT NULL ORDER BY due, seq").toArray().map(toPlan);
  }

  /** Answers what has failed too often to be tried again, the oldest first. */
  parked(): Parked[] {
    const events = this.#sql.exec<Event>("SELECT * FROM events WHERE due IS NULL ORDER BY seq").toArray();
    return events.map((event) => ({ ...toPlan(event), error: event.error ?? "" }));
  }

  /** Answers when the platform will wake this object (milliseconds since 1970), or `null` if it won't. */
  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  /** Called by the platform when the alarm goes off: one tick. */
  async alarm(): Promise<void> {
    for (let count = 0; count < BATCH; count++) {
      // Asked anew each time: while a device answers, others are let in, and plan, change and cancel.
      const event = this.#nextDue(Date.now());
      if (event === null) break;
      try {
        await this.#run(event);
      } catch (error) {
        this.#noteFailure(event, error);
        continue;
      }
      this.#settle(event);
    }
    await this.#setAlarm();
  }

  /** Called after every change, and at the end of each tick: has the platform wake this object for its earliest event. */
  async #setAlarm(): Promise<void> {
    // MIN passes over NULL, so what is parked wakes nobody.
    const { due } = this.#sql.exec<{ due: number | null }>("SELECT MIN(due) AS due FROM events").one();
    if (due === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(due);
  }

  /** Answers the event that is to be run next, or `null` where none is due. */
  #nextDue(now: number): Event | null {
    const [event] = this.#sql.exec<Event>("SELECT * FROM events WHERE due <= ? ORDER BY due, seq", now).toArray();
    return event ?? null;
  }

  /** Has the device carry out the command. A key tells it when it is handed the same one twice. */
  async #run({ seq, at, device, command }: Event): Promise<void> {
    await this.env.DEVICE.getByName(device).run(`${this.ctx.id} ${seq} ${at}`, command);
  }

  /** Called with an event as it was when its run began, after it has worked. */
  #settle(event: Event): void {
    const { seq, at, every, rule } = event;
    const now = Date.now();
    let next: number | null = null;
    // From the time that was planned, over all that was missed, to the first that is still to come.
    if (every !== null) next = at + every * (Math.floor((now - at) / every) + 1);
    if (rule !== null) next = nextByRule(rule, now);
    // By its number: under its id there may be another plan by now, or none.
    if (next === null) this.#sql.exec("DELETE FROM events WHERE seq = ?", seq);
    else this.#sql.exec("UPDATE events SET at = ?, due = ?, failures = 0 WHERE seq = ?", next, next, seq);
  }

  /** Called with an event as it was when its run began, after it has failed with `error`. */
  #noteFailure(event: Event, error: unknown): void {
    const failures = event.failures + 1;
    const due = failures < MAX_FAILURES ? Date.now() + PAUSE * 2 ** event.failures : null;
    const noted = [failures, due, String(error), event.seq];
    this.#sql.exec("UPDATE events SET failures = ?, due = ?, error = ? WHERE seq = ?", ...noted);
  }
}

function toPlan({ id, device, command, at, every, rule }: Event): Plan {
  return { id, device, command, at, every, rule };
}
