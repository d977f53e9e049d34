import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import type { Entry, Order } from "../src/order.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

/** As many orders as like, all sent at one moment. */
async function atOnce(name: string, money: Record<string, number>, orders: Order[]) {
  const bank = worker.env.BANK.getByName(name);
  for (const [account, amount] of Object.entries(money)) {
    await bank.open(account);
    await bank.transfer({ key: `top up ${account}`, from: "cash desk", to: account, amount });
  }
  const outcomes = await Promise.all(orders.map((order) => bank.transfer(order)));
  return {
    done: outcomes.filter(({ state }) => state === "done").length,
    balances: (await bank.balances()) as Record<string, number>,
    entries: (await bank.entries()) as Entry[],
  };
}

describe("2. Nobody spends what they don't have", () => {
  it("spends the same money once, though a hundred ask at once", async () => {
    const orders = Array.from({ length: 100 }, (_, n) => ({ key: `${n}`, from: "ada", to: "waffles", amount: 1000 }));
    const { done, balances } = await atOnce("a hundred", { ada: 1000, waffles: 1 }, orders);
    expect(done, "orders that were carried out, of a hundred for all that Ada has").toBe(1);
    expect([balances.ada, balances.waffles], "what Ada and the waffles have").toEqual([0, 1001]);
  });

  it("keeps the ledger at zero while a hundred pay each other", async () => {
    const names = ["ada", "bob", "cleo", "dan", "eve"];
    const pays = (n: number, step: number) => names[(n * step + (n >> 2)) % names.length] as string;
    const orders = Array.from({ length: 100 }, (_, n) => ({
      key: `${n}`,
      from: pays(n, 2),
      to: pays(n, 3),
      amount: 100 + ((n * 37) % 400),
    }));
    const money = Object.fromEntries(names.map((name) => [name, 500]));
    const { balances, entries } = await atOnce("each other", money, orders);
    const sum = entries.reduce((sofar, { amount }) => sofar + amount, 0);
    expect(sum, "the sum of the ledger").toBe(0);
    const below = names.filter((name) => (balances[name] as number) < 0);
    expect(below, "who has less than nothing").toEqual([]);
    const held = names.reduce((sofar, name) => sofar + (balances[name] as number), 0);
    expect(held, "what all of them have, who had 2500 cents together").toBe(2500);
  });
});
