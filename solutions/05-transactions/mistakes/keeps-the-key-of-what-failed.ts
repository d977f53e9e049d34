/**
 * Stores the key before anything else, so that no second call comes through; and leaves it there when the transfer fails.
 *
 * Costs: an order that was refused counts as done. When it is sent again, the caller is told that the money has moved.
 * Caught by: 3-counts-each-order-once "carries out later what it had to refuse"
 * Caught by: 3-counts-each-order-once "forgets what failed in its middle, so that it can be sent again"
 * Caught by: 1-moves-or-stays "has changed nothing, whichever of its statements failed"
 * Hint: The transaction takes back what failed. The key as well?
 */
import { DurableObject } from "cloudflare:workers";
import { CASH_DESK, type Entry, type HandIn, type Order, type Outcome, Refusal, refusedBy } from "./order.ts";

/** The money of one fair: its accounts, and the ledger of all that has moved. */
export class Bank extends DurableObject<Env> {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, balance INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS entries (number INTEGER NOT NULL, account TEXT NOT NULL, amount INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, number INTEGER NOT NULL);
    `);
    this.open(CASH_DESK);
  }

  /** Opens an account with nothing in it. One that is there stays as it is. */
  open(account: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO accounts (name, balance) VALUES (?, 0)", account);
  }

  /** What is in each account, in cents. */
  balances(): Record<string, number> {
    const rows = this.#sql.exec<{ name: string; balance: number }>("SELECT name, balance FROM accounts").toArray();
    return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
  }

  /** The ledger, in the order in which it was written. */
  entries(): Entry[] {
    return this.#sql.exec<Entry>("SELECT number, account, amount FROM entries ORDER BY rowid").toArray();
  }

  /** How many orders a stall has handed in; `null` where it hasn't yet. */
  async handedIn(stall: string): Promise<number | null> {
    return (await this.ctx.storage.get<number>(`handed in by ${stall}`)) ?? null;
  }

  /** Carries out an order that the watch approves of. Throws where it fails, and has then changed nothing. */
  async transfer(order: Order): Promise<Outcome> {
    const approved = await this.env.WATCH.getByName(order.from).approves(order);
    if (!approved) return { state: "refused", reason: "Stopped by the watch" };
    const [before] = this.#sql.exec<{ number: number }>("SELECT number FROM keys WHERE key = ?", order.key).toArray();
    if (before) return { state: "done", number: before.number };
    this.#sql.exec("INSERT INTO keys (key, number) VALUES (?, ?)", order.key, this.#nextNumber());
    try {
      return { state: "done", number: this.ctx.storage.transactionSync(() => this.#carryOut(order)) };
    } catch (error) {
      return refusedBy(error);
    }
  }

  /**
   * Carries out all orders that a stall has collected, and notes how many there were; or does nothing, where one of them
   * can't be carried out. The watch has seen them at the stall. Throws where it fails.
   */
  async settle(stall: string, orders: Order[]): Promise<Outcome> {
    return this.ctx.storage.transaction(async (transaction) => {
      await transaction.put(`handed in by ${stall}`, orders.length);
      try {
        let number = 0;
        for (const order of orders) number = this.#carryOut(order);
        return { state: "done", number };
      } catch (error) {
        // Nothing may be written after this: it would stay.
        transaction.rollback();
        return refusedBy(error);
      }
    });
  }

  /**
   * For the stretch: settles what each stall has handed in, each whole or not at all, and answers the outcomes in order.
   * Answers `null`, and does nothing at all, where fewer than `enough` of them are done.
   */
  async closeDay(handIns: HandIn[], enough: number): Promise<Outcome[] | null> {
    return this.ctx.storage.transaction(async (transaction) => {
      const outcomes: Outcome[] = [];
      // Transactions in a transaction: each stall can be undone alone, and all of them together.
      for (const { stall, orders } of handIns) outcomes.push(await this.settle(stall, orders));
      if (outcomes.filter(({ state }) => state === "done").length >= enough) return outcomes;
      transaction.rollback();
      return null;
    });
  }

  /** Moves the money of one order, and answers the transfer's number. Throws a `Refusal` where that can't be. */
  #carryOut(order: Order): number {
    const number = this.#nextNumber();
    this.#add(number, order.from, -order.amount);
    this.#add(number, order.to, order.amount);
    return number;
  }

  /** Changes what is in an account, which is a line in the ledger as well. */
  #add(number: number, account: string, amount: number): void {
    const query = "SELECT balance FROM accounts WHERE name = ?";
    const balance = this.#sql.exec<{ balance: number }>(query, account).toArray()[0]?.balance;
    if (balance === undefined) throw new Refusal(`There is no account ${account}`);
    if (balance + amount < 0 && account !== CASH_DESK) throw new Refusal(`Not enough in the account ${account}`);
    this.#sql.exec("UPDATE accounts SET balance = balance + ? WHERE name = ?", amount, account);
    this.#sql.exec("INSERT INTO entries (number, account, amount) VALUES (?, ?, ?)", number, account, amount);
  }

  #nextNumber(): number {
    const query = "SELECT number + 1 AS next FROM entries ORDER BY rowid DESC LIMIT 1";
    return this.#sql.exec<{ next: number }>(query).toArray()[0]?.next ?? 1;
  }
}
