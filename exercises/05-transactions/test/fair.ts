import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { failOn } from "#testkit/cost";
import type { Bank } from "../src/bank.ts";
import type { Order, Outcome } from "../src/order.ts";

const CASH_DESK = "cash desk";

/** A fair's bank, with accounts into which so much was paid at the cash desk. */
export async function fair(name: string, money: Record<string, number>) {
  const bank = env.BANK.getByName(name);
  for (const [account, amount] of Object.entries(money)) {
    await bank.open(account);
    if (amount > 0) await bank.transfer(order(CASH_DESK, account, amount, `top up ${account}`));
  }
  return bank;
}

/** An order of one's own key. */
export function order(from: string, to: string, amount: number, key = `${from} pays ${to} ${amount}`): Order {
  return { key, from, to, amount };
}

/** What these accounts hold, in words that can be read when a test fails: `ada 650, waffles 350`. */
export async function held(bank: Pick<DurableObjectStub<Bank>, "balances">, ...accounts: string[]): Promise<string> {
  const balances = await bank.balances();
  return accounts.map((account) => `${account} ${balances[account]}`).join(", ");
}

/** All that a bank has: what is in the accounts, and how many lines the ledger. */
export async function standing(bank: DurableObjectStub<Bank>): Promise<string> {
  const accounts = Object.keys(await bank.balances()).sort();
  return `${await held(bank, ...accounts)}, ${(await bank.entries()).length} lines`;
}

/** An outcome in words: `done, number 2`. A reason is the bank's own affair, and is told to whoever reads that a test failed. */
export function told(outcome: Outcome): string {
  return outcome.state === "done" ? `done, number ${outcome.number}` : `refused: ${outcome.reason}`;
}

/** What a ledger should never show: a sum that isn't zero, or accounts that hold something else than their lines say. */
export async function faults(bank: Pick<DurableObjectStub<Bank>, "entries" | "balances">): Promise<string[]> {
  const sums: Record<string, number> = {};
  for (const { account, amount } of await bank.entries()) sums[account] = (sums[account] ?? 0) + amount;
  const sum = Object.values(sums).reduce((one, other) => one + other, 0);
  const differing = Object.entries(await bank.balances()).filter(([account, held]) => held !== (sums[account] ?? 0));
  return [
    ...(sum === 0 ? [] : [`the ledger sums to ${sum}`]),
    ...differing.map(([account, held]) => `${account} holds ${held}, and its lines say ${sums[account] ?? 0}`),
  ];
}

/**
 * Of twenty people who ask a bank what is in its accounts, one after the other while it is at `work`, how many don't have to
 * wait for the watch, which looks at an order of this payer. The work is given a stub: one belongs to whoever has made it.
 */
export async function answeredMeanwhile(
  name: string,
  payer: string,
  work: (bank: DurableObjectStub<Bank>) => PromiseLike<unknown>,
): Promise<number> {
  return runInDurableObject(env.WATCH.getByName(payer), async (_, state) => {
    const [bank, another] = [env.BANK.getByName(name), env.BANK.getByName(`not ${name}`)];
    const calls: PromiseLike<unknown>[] = [];
    let answered = 0;
    // The watch can't be asked meanwhile, as if it were still looking.
    await state.blockConcurrencyWhile(async () => {
      calls.push(work(bank));
      for (let asked = 1; asked <= 20 && answered === asked - 1; asked++) {
        calls.push(bank.balances().then(() => answered++));
        for (let turn = 0; turn < 100 && answered < asked; turn++) await another.balances();
      }
    });
    const seen = answered;
    await Promise.all(calls);
    return seen;
  });
}

/**
 * Lets the first statement of `work` fail, then the second, and so on, until none is left to fail.
 * `after` is called after each attempt that failed.
 */
export async function breakEach(
  bank: DurableObjectStub<Bank>,
  work: (instance: Bank, attempt: number) => Promise<unknown>,
  after: (attempt: number) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; attempt <= 100; attempt++) {
    const { reached } = await failOn(bank, attempt, (instance) => work(instance, attempt));
    if (!reached) return;
    await after(attempt);
  }
}
