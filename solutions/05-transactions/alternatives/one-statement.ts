/**
 * There is a ledger and nothing else: what is in an account is the sum of its lines, so that the two can't differ. A transfer is
 * one statement, which writes both lines or none. A single statement needs no transaction; several orders do.
 */
import { DurableObject } from "cloudflare:workers";
import { CASH_DESK, type Entry, type HandIn, type Order, type Outcome, Refusal, refusedBy } from "./order.ts";

/** The money of one fair: its accounts, and the ledger of all that has moved. */
export class Bank extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY);
      CREATE TABLE IF NOT EXISTS entries (
        number INTEGER NOT NULL,
        key TEXT NOT NULL,
        account TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (key, amount)
      );
      CREATE INDEX IF NOT EXISTS entries_by_account ON entries (account, amount);
    `);
    this.open(CASH_DESK);
  }

  open(account: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO accounts (name) VALUES (?)", account);
  }

  balances(): Record<string, number> {
    const query = `SELECT name, (SELECT COALESCE(SUM(amount), 0) FROM entries WHERE account = name) AS balance FROM accounts`;
    const rows = this.#sql.exec<{ name: string; balance: number }>(query).toArray();
    return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
  }

  entries(): Entry[] {
    return this.#sql.exec<Entry>("SELECT number, account, amount FROM entries ORDER BY number, amount").toArray();
  }

  async handedIn(stall: string): Promise<number | null> {
    return (await this.ctx.storage.get<number>(`handed in by ${stall}`)) ?? null;
  }

  async transfer(order: Order): Promise<Outcome> {
    const approved = await this.env.WATCH.getByName(order.from).approves(order);
    if (!approved) return { state: "refused", reason: "Stopped by the watch" };
    try {
      return { state: "done", number: this.#carryOut(order) };
    } catch (error) {
      return refusedBy(error);
    }
  }

  async settle(stall: string, orders: Order[]): Promise<Outcome> {
    try {
      return await this.ctx.storage.transaction(async () => {
        await this.ctx.storage.put(`handed in by ${stall}`, orders.length);
        let number = 0;
        for (const order of orders) number = this.#carryOut(order);
        return { state: "done", number };
      });
    } catch (error) {
      return refusedBy(error);
    }
  }

  async closeDay(handIns: HandIn[], _enough: number): Promise<Outcome[] | null> {
    const outcomes: Outcome[] = [];
    for (const { stall, orders } of handIns) outcomes.push(await this.settle(stall, orders));
    return outcomes;
  }

  #carryOut({ key, from, to, amount }: Order): number {
    const [before] = this.#sql.exec<{ number: number }>("SELECT number FROM entries WHERE key = ?", key).toArray();
    if (before) return before.number;
    const balances = this.balances();
    for (const account of [from, to])
      if (balances[account] === undefined) throw new Refusal(`There is no account ${account}`);
    if (from !== CASH_DESK && (balances[from] ?? 0) < amount) throw new Refusal(`Not enough in the account ${from}`);
    const query = `
      INSERT INTO entries (number, key, account, amount)
      SELECT next.number, ?, line.column1, line.column2
      FROM (SELECT COALESCE((SELECT number FROM entries ORDER BY rowid DESC LIMIT 1), 0) + 1 AS number) AS next, (VALUES (?, ?), (?, ?)) AS line
      RETURNING number`;
    const rows = this.#sql.exec<{ number: number }>(query, key, from, -amount, to, amount).toArray();
    return (rows[0] as { number: number }).number;
  }
}
