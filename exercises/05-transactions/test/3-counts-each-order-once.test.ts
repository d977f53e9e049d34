import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { breakEach, fair, faults, held, order, told } from "./fair.ts";

describe("3. The same order, sent twice, moves money once", () => {
  it("moves nothing the second time, and answers the same", async () => {
    const bank = await fair("twice", { ada: 1000, waffles: 0 });
    const first = await bank.transfer(order("ada", "waffles", 350));
    const second = await bank.transfer(order("ada", "waffles", 350));
    expect(told(second), "what the second call answers").toBe(told(first));
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 650, waffles 350");
  });

  it("is answered the same when the money is spent by then", async () => {
    const bank = await fair("spent", { ada: 350, waffles: 0 });
    const first = await bank.transfer(order("ada", "waffles", 350));
    const second = await bank.transfer(order("ada", "waffles", 350));
    expect(told(second), "what the second call answers to an order for all that Ada had").toBe(told(first));
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 0, waffles 350");
  });

  it("takes two orders for two, however alike they are", async () => {
    const bank = await fair("alike", { ada: 1000, waffles: 0 });
    await bank.transfer(order("ada", "waffles", 350, "a waffle"));
    await bank.transfer(order("ada", "waffles", 350, "A waffle"));
    expect(await held(bank, "ada", "waffles"), "the accounts after two orders of two keys").toBe(
      "ada 300, waffles 700",
    );
  });

  it("moves the money once when the order comes ten times at once", async () => {
    const bank = await fair("ten times", { ada: 9000, waffles: 0 });
    // Inside the object, so that all ten have begun before the watch answers any.
    const numbers = await runInDurableObject(bank, async (instance) => {
      const calls = Array.from({ length: 10 }, () => instance.transfer(order("ada", "waffles", 350)));
      return (await Promise.all(calls)).map((outcome) => outcome.state === "done" && outcome.number);
    });
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 8650, waffles 350");
    expect(new Set(numbers).size, "different numbers that the ten calls answer").toBe(1);
  });

  it("counts once what was paid, and is handed in by a stall afterwards", async () => {
    const bank = await fair("paid before", { ada: 1000, waffles: 0 });
    await bank.transfer(order("ada", "waffles", 350));
    await bank.settle("waffles", [order("ada", "waffles", 200), order("ada", "waffles", 350)]);
    expect(await held(bank, "ada", "waffles"), "the accounts after orders of 200 and 350 cents").toBe(
      "ada 450, waffles 550",
    );
  });

  it("counts once what a stall hands in, though all of it comes again", async () => {
    const bank = await fair("comes again", { ada: 1000, waffles: 0 });
    const evening = [order("ada", "waffles", 200), order("ada", "waffles", 350)];
    await bank.settle("waffles", evening);
    await bank.settle("waffles", evening);
    await bank.transfer(order("ada", "waffles", 200));
    expect(await held(bank, "ada", "waffles"), "the accounts after orders of 200 and 350 cents").toBe(
      "ada 450, waffles 550",
    );
  });

  it("knows an order after an eviction", async () => {
    const bank = await fair("evicted", { ada: 1000, waffles: 0 });
    const first = await bank.transfer(order("ada", "waffles", 350));
    await evict(bank);
    const second = await bank.transfer(order("ada", "waffles", 350));
    expect(told(second), "what a new instance of the bank answers to an order of the old one's").toBe(told(first));
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 650, waffles 350");
  });

  it("carries out later what it had to refuse", async () => {
    const bank = await fair("refused", { ada: 1000 });
    const first = await bank.transfer(order("ada", "waffles", 350));
    expect(first.state, "the order, while the waffles have no account").toBe("refused");
    await bank.open("waffles");
    const second = await bank.transfer(order("ada", "waffles", 350));
    expect(told(second), "the same order, when they have one").toBe("done, number 2");
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 650, waffles 350");
  });

  it("forgets what failed in its middle, so that it can be sent again", async () => {
    const bank = await fair("failed", { ada: 9000, waffles: 0 });
    let moved = 0;
    const pay = (attempt: number) => order("ada", "waffles", 100, `attempt ${attempt}`);
    await breakEach(
      bank,
      (instance, attempt) => instance.transfer(pay(attempt)),
      async (attempt) => {
        const outcome = await bank.transfer(pay(attempt));
        expect(outcome.state, "an order that is sent again, after it failed").toBe("done");
        await bank.transfer(pay(attempt));
        moved += 100;
        const { waffles } = await bank.balances();
        expect(waffles, `cents that have arrived, where statement ${attempt} failed at first`).toBe(moved);
      },
    );
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });
});
