import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { answeredMeanwhile, fair, faults, held, order, standing, told } from "./fair.ts";

describe("2. Nobody spends what they don't have", () => {
  it("refuses what is a cent too much, and changes nothing", async () => {
    const bank = await fair("a cent", { ada: 1000, waffles: 0 });
    const before = await standing(bank);
    const outcome = await bank.transfer(order("ada", "waffles", 1001));
    expect(outcome.state, "an order of 1001 cents, from an account that holds 1000").toBe("refused");
    expect(await standing(bank), "accounts and lines after the refusal").toBe(before);
  });

  it("lets an account be emptied", async () => {
    const bank = await fair("emptied", { ada: 1000, waffles: 0 });
    const outcome = await bank.transfer(order("ada", "waffles", 1000));
    expect(told(outcome), "an order of all that the account holds").toBe("done, number 2");
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 0, waffles 1000");
  });

  it("lets the cash desk owe, where the money comes from", async () => {
    const bank = await fair("owes", { ada: 1000 });
    expect(await held(bank, "cash desk", "ada"), "the accounts after Ada paid in 1000 cents").toBe(
      "cash desk -1000, ada 1000",
    );
  });

  it("knows after an eviction what was spent before", async () => {
    const bank = await fair("spent before", { ada: 1000, waffles: 0 });
    await bank.transfer(order("ada", "waffles", 600));
    await evict(bank);
    const outcome = await bank.transfer(order("ada", "waffles", 601));
    expect(outcome.state, "an order of 601 cents, where 400 are left").toBe("refused");
    expect(await held(bank, "ada", "waffles"), "the accounts").toBe("ada 400, waffles 600");
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("is as strict with what a stall hands in", async () => {
    const bank = await fair("handed in", { ada: 1000, waffles: 0 });
    const tooMuch = [order("ada", "waffles", 1001)];
    await runInDurableObject(bank, async (instance) => instance.settle("waffles", tooMuch)).catch(() => {});
    expect(await held(bank, "ada", "waffles"), "the accounts after a stall handed in an order of 1001 cents").toBe(
      "ada 1000, waffles 0",
    );
  });

  it("lets others in while the watch looks at an order", async () => {
    await fair("others", { ada: 1000, waffles: 0 });
    const transfer = order("ada", "waffles", 350);
    const answered = await answeredMeanwhile("others", "ada", (bank) => bank.transfer(transfer));
    expect(answered, "calls of balances() that are answered meanwhile, of twenty").toBe(20);
  });
});
