/**
 * The tables themselves say what may be: no account below zero, no line for an account that isn't there, no key twice.
 * Whoever forgets to look is stopped by SQLite, and the transaction undoes the rest. settle() stays synchronous, too: it has
 * nothing to wait for, if the note goes by the synchronous key-value API.
 */
import { DurableObject } from "cloudflare:workers";
import { CASH_DESK, type Entry, type HandIn, type Order, type Outcome, Refusal, refusedBy } from "./order.ts";

/** The money of one fair: its accounts, and the ledger of all that has moved. */
export class Bank extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS accounts (
        name TEXT PRIMARY KEY,
        balance INTEGER NOT NULL DEFAULT 0,
        CONSTRAINT enough CHECK (balance >= 0 OR name = '${CASH_DESK}')
      );
      CREATE TABLE IF NOT EXISTS transfers (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS entries (
        number INTEGER NOT NULL REFERENCES transfers,
        account TEXT NOT NULL REFERENCES accounts,
        amount INTEGER NOT NULL
      );
      CREATE TRIGGER IF NOT EXISTS booked AFTER INSERT ON entries BEGIN
        UPDATE accounts SET balance = balance + NEW.amount WHERE name = NEW.account;
      END;
    `);
    this.open(CASH_DESK);
  }

  open(account: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO accounts (name) VALUES (?)", account);
  }

  balances(): Record<string, number> {
    const rows = this.#sql.exec<{ name: string; balance: number }>("SELECT name, balance FROM accounts").toArray();
    return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
  }

  entries(): Entry[] {
    return this.#sql.exec<Entry>("SELECT number, account, amount FROM entries ORDER BY rowid").toArray();
  }

  handedIn(stall: string): number | null {
    return this.ctx.storage.kv.get<number>(`handed in by ${stall}`) ?? null;
  }

  async transfer(order: Order): Promise<Outcome> {
    const approved = await this.env.WATCH.getByName(order.from).approves(order);
    if (!approved) return { state: "refused", reason: "Stopped by the watch" };
    return this.#wholly(() => this.#carryOut(order));
  }

  settle(stall: string, orders: Order[]): Outcome {
    return this.#wholly(() => {
      this.ctx.storage.kv.put(`handed in by ${stall}`, orders.length);
      return orders.map((order) => this.#carryOut(order)).at(-1) ?? 0;
    });
  }

  closeDay(handIns: HandIn[], _enough: number): Outcome[] | null {
    return handIns.map(({ stall, orders }) => this.settle(stall, orders));
  }

  #wholly(work: () => number): Outcome {
    try {
      return { state: "done", number: this.ctx.storage.transactionSync(work) };
    } catch (error) {
      return refusedBy(isConstraint(error) ? new Refusal("Not enough, or no such account") : error);
    }
  }

  #carryOut({ key, from, to, amount }: Order): number {
    const [before] = this.#sql.exec<{ number: number }>("SELECT number FROM transfers WHERE key = ?", key).toArray();
    if (before) return before.number;
    const query = "INSERT INTO transfers (key) VALUES (?) RETURNING number";
    const { number } = this.#sql.exec<{ number: number }>(query, key).one();
    const book = "INSERT INTO entries (number, account, amount) VALUES (?, ?, ?)";
    this.#sql.exec(book, number, from, -amount);
    this.#sql.exec(book, number, to, amount);
    return number;
  }
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && /constraint failed/i.test(error.message);
}
