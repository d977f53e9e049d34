/**
 * Written with the asynchronous key-value API: a key for each account, line and order. All of an order happens in a
 * transaction(), through which the keys are read and written; while it waits, it lets nobody in.
 */
import { DurableObject } from "cloudflare:workers";
import { CASH_DESK, type Entry, type HandIn, type Order, type Outcome, Refusal, refusedBy } from "./order.ts";

/** The money of one fair: its accounts, and the ledger of all that has moved. */
export class Bank extends DurableObject<Env> {
  #storage = this.ctx.storage;

  async open(account: string): Promise<void> {
    const balance = await this.#storage.get<number>(`account ${account}`);
    if (balance === undefined) await this.#storage.put(`account ${account}`, 0);
  }

  async balances(): Promise<Record<string, number>> {
    const accounts = await this.#storage.list<number>({ prefix: "account " });
    const named = [...accounts].map(([key, balance]) => [key.slice("account ".length), balance]);
    return { [CASH_DESK]: 0, ...Object.fromEntries(named) };
  }

  async entries(): Promise<Entry[]> {
    return [...(await this.#storage.list<Entry[]>({ prefix: "transfer " })).values()].flat();
  }

  async handedIn(stall: string): Promise<number | null> {
    return (await this.#storage.get<number>(`handed in by ${stall}`)) ?? null;
  }

  async transfer(order: Order): Promise<Outcome> {
    const approved = await this.env.WATCH.getByName(order.from).approves(order);
    if (!approved) return { state: "refused", reason: "Stopped by the watch" };
    try {
      return { state: "done", number: await this.#storage.transaction((transaction) => carryOut(transaction, order)) };
    } catch (error) {
      return refusedBy(error);
    }
  }

  async settle(stall: string, orders: Order[]): Promise<Outcome> {
    return this.#storage.transaction(async (transaction) => {
      try {
        let number = 0;
        for (const order of orders) number = await carryOut(transaction, order);
        await transaction.put(`handed in by ${stall}`, orders.length);
        return { state: "done", number };
      } catch (error) {
        transaction.rollback();
        return refusedBy(error);
      }
    });
  }

  async closeDay(handIns: HandIn[], _enough: number): Promise<Outcome[] | null> {
    const outcomes: Outcome[] = [];
    for (const { stall, orders } of handIns) outcomes.push(await this.settle(stall, orders));
    return outcomes;
  }
}

async function carryOut(transaction: DurableObjectTransaction, order: Order): Promise<number> {
  const before = await transaction.get<number>(`order ${order.key}`);
  if (before !== undefined) return before;
  const number = ((await transaction.get<number>("last number")) ?? 0) + 1;
  await transaction.put("last number", number);
  await add(transaction, order.from, -order.amount);
  await add(transaction, order.to, order.amount);
  const lines: Entry[] = [
    { number, account: order.from, amount: -order.amount },
    { number, account: order.to, amount: order.amount },
  ];
  // Keys are sorted as text.
  await transaction.put(`transfer ${String(number).padStart(12, "0")}`, lines);
  await transaction.put(`order ${order.key}`, number);
  return number;
}

async function add(transaction: DurableObjectTransaction, account: string, amount: number): Promise<void> {
  const balance = (await transaction.get<number>(`account ${account}`)) ?? (account === CASH_DESK ? 0 : undefined);
  if (balance === undefined) throw new Refusal(`There is no account ${account}`);
  if (balance + amount < 0 && account !== CASH_DESK) throw new Refusal(`Not enough in the account ${account}`);
  await transaction.put(`account ${account}`, balance + amount);
}
