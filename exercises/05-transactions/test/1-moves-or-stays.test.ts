import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../src/order.ts";
import { breakEach, fair, faults, held, order, standing, told } from "./fair.ts";

describe("1. An order is carried out whole or not at all", () => {
  it("leaves the money where it is when nobody is there to get it", async () => {
    const bank = await fair("nobody there", { ada: 1000 });
    const outcome = await bank.transfer(order("ada", "waffles", 350));
    expect(outcome.state, "an order to an account that doesn't exist").toBe("refused");
    expect(await held(bank, "ada"), "what Ada has after the refusal").toBe("ada 1000");
  });

  it("writes nothing into the ledger for what it refuses", async () => {
    const bank = await fair("nothing written", { ada: 1000 });
    const lines = (await bank.entries()).length;
    await bank.transfer(order("ada", "waffles", 350));
    expect((await bank.entries()).length, "lines of the ledger after an order that was refused").toBe(lines);
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("has changed nothing, whichever of its statements failed", async () => {
    const bank = await fair("whichever", { ada: 1000, waffles: 0 });
    const before = await standing(bank);
    await breakEach(
      bank,
      (instance) => instance.transfer(order("ada", "waffles", 350)),
      async (attempt) => {
        expect(await standing(bank), `accounts and lines after statement ${attempt} of an order failed`).toBe(before);
      },
    );
    expect(await held(bank, "ada", "waffles"), "what they have when no statement fails any more").toBe(
      "ada 650, waffles 350",
    );
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("throws where it failed, and calls no failure a refusal", async () => {
    const bank = await fair("throws", { ada: 9000, waffles: 0 });
    const ends: string[] = [];
    const end = ({ state }: Outcome) => state;
    await breakEach(
      bank,
      async (instance) => ends.push(await instance.transfer(order("ada", "waffles", 350)).then(end, () => "threw")),
      async () => {},
    );
    expect(ends, "how an order ends, whichever of its statements fails").not.toContain("refused");
  });
});

describe("given: a bank", () => {
  it("moves money, and writes two lines that add up to zero", async () => {
    const bank = await fair("two lines", { ada: 1000, waffles: 0 });
    expect(await bank.transfer(order("ada", "waffles", 350))).toEqual({ state: "done", number: 2 });
    expect(await bank.balances()).toEqual({ "cash desk": -1000, ada: 650, waffles: 350 });
    expect((await bank.entries()).slice(2)).toEqual([
      { number: 2, account: "ada", amount: -350 },
      { number: 2, account: "waffles", amount: 350 },
    ]);
  });

  it("asks the watch, which stops large orders", async () => {
    const bank = await fair("large", { ada: 0 });
    expect((await bank.transfer(order("cash desk", "ada", 50_001))).state).toBe("refused");
    expect(told(await bank.transfer(order("cash desk", "ada", 50_000)))).toBe("done, number 1");
  });

  it("is reached by the Worker, which takes orders and nothing else", async () => {
    const post = async (path: string, body?: string) => {
      const { status } = await exports.default.fetch(`https://fair.example/${path}`, { method: "POST", body });
      return status;
    };
    expect(await post("by-worker/accounts/ada")).toBe(204);
    expect(await post("by-worker/orders", JSON.stringify(order("cash desk", "ada", 500)))).toBe(200);
    expect(await post("by-worker/orders", JSON.stringify(order("cash desk", "nobody", 500)))).toBe(409);
    const bad = [order("cash desk", "ada", -500), order("cash desk", "ada", 0.5), { key: 7 }, null];
    for (const value of bad) expect(await post("by-worker/orders", JSON.stringify(value))).toBe(400);
    expect(await post("by-worker/orders", "{")).toBe(400);
    expect(await post("by-worker")).toBe(404);
  });
});
