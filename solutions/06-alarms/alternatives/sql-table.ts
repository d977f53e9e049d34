/**
 * The plan and the dead letters are rows of SQL tables. What belongs together is written in one transaction, the alarm
 * included; a mark that counts up with every change tells a plan from the one that took its place.
 */
import { DurableObject } from "cloudflare:workers";

export type Plan = { to: string; text: string; at: number; every: number | null };

type Row = { change: number; recipient: string; text: string; at: number; every: number | null };

const HOUR = 60 * 60 * 1000;

export class Reminder extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS plans (
        change INTEGER PRIMARY KEY AUTOINCREMENT,
        recipient TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, every INTEGER
      );
      CREATE TABLE IF NOT EXISTS dead_letters (recipient TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, every INTEGER);
    `);
  }

  async set(plan: Plan): Promise<void> {
    await this.#replace(plan);
  }

  read(): Plan | null {
    const row = this.#row();
    return row && toPlan(row);
  }

  async wakesAt(): Promise<number | null> {
    return this.ctx.storage.getAlarm();
  }

  async move(at: number): Promise<boolean> {
    const row = this.#row();
    if (row === null) return false;
    await this.#replace({ ...toPlan(row), at });
    return true;
  }

  async cancel(): Promise<boolean> {
    const { rowsWritten } = this.#sql.exec("DELETE FROM plans");
    await this.ctx.storage.deleteAlarm();
    return rowsWritten > 0;
  }

  async alarm(info?: AlarmInvocationInfo): Promise<void> {
    const row = this.#row();
    if (row === null) return;
    if (row.at > Date.now()) return this.ctx.storage.setAlarm(row.at);
    try {
      // Every change makes a new row, so that its number is a key; a retry finds the same row.
      await this.env.MAILBOX.getByName(row.recipient).deliver(`${this.ctx.id} ${row.change}`, row.text);
    } catch (error) {
      if ((info?.retryCount ?? 0) < 6 || this.#row()?.change !== row.change) throw error;
      if (Date.now() < row.at + 6 * HOUR) return this.ctx.storage.setAlarm(Date.now() + HOUR);
      const { recipient, text, at, every } = row;
      this.#sql.exec("INSERT INTO dead_letters VALUES (?, ?, ?, ?)", recipient, text, at, every);
    }
    if (this.#row()?.change !== row.change) return;
    if (row.every === null) this.#sql.exec("DELETE FROM plans");
    else await this.#replace({ ...toPlan(row), at: row.at + row.every });
  }

  deadLetters(): Plan[] {
    const rows = this.#sql.exec<Omit<Row, "change">>(
      "SELECT recipient, text, at, every FROM dead_letters ORDER BY rowid",
    );
    return Array.from(rows, toPlan);
  }

  #row(): Row | null {
    return this.#sql.exec<Row>("SELECT change, recipient, text, at, every FROM plans").toArray()[0] ?? null;
  }

  #replace({ to, text, at, every }: Plan): Promise<void> {
    return this.ctx.storage.transaction(async () => {
      this.#sql.exec("DELETE FROM plans");
      this.#sql.exec("INSERT INTO plans (recipient, text, at, every) VALUES (?, ?, ?, ?)", to, text, at, every);
      await this.ctx.storage.setAlarm(at);
    });
  }
}

function toPlan({ recipient, text, at, every }: Omit<Row, "change">): Plan {
  return { to: recipient, text, at, every };
}
