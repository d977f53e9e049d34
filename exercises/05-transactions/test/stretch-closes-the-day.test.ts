import { describe, expect, it } from "vitest";
import { breakEach, fair, faults, held, order, standing } from "./fair.ts";

const MONEY = { ada: 1000, bob: 100, waffles: 0, swings: 0, tombola: 0 };
const DAY = [
  { stall: "waffles", orders: [order("ada", "waffles", 300), order("bob", "waffles", 100)] },
  { stall: "swings", orders: [order("ada", "swings", 200), order("bob", "swings", 100)] },
  { stall: "tombola", orders: [order("ada", "tombola", 400)] },
];

describe("Stretch: a day is closed, stall by stall", () => {
  it("undoes a stall alone, and keeps the others", async () => {
    const bank = await fair("stall alone", MONEY);
    const outcomes = await bank.closeDay(DAY, 2);
    const states = outcomes?.map(({ state }) => state) ?? null;
    expect(states, "the stalls, where Bob has too little for the second").toEqual(["done", "refused", "done"]);
    expect(await held(bank, "ada", "bob", "waffles", "swings", "tombola"), "the accounts").toBe(
      "ada 300, bob 0, waffles 400, swings 0, tombola 400",
    );
    const noted = [await bank.handedIn("waffles"), await bank.handedIn("swings"), await bank.handedIn("tombola")];
    expect(noted, "what is noted for each stall, of two, two and one orders, where the second was refused").toEqual([
      2,
      null,
      1,
    ]);
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("undoes all of them when there aren't enough", async () => {
    const bank = await fair("not enough stalls", MONEY);
    const before = await standing(bank);
    expect(await bank.closeDay(DAY, 3), "the outcomes, where three stalls are needed and two are done").toBeNull();
    expect(await standing(bank), "accounts and lines").toBe(before);
    expect(await bank.handedIn("waffles"), "what is noted for a stall that was done, and undone").toBeNull();
  });

  it("carries out later what was undone", async () => {
    const bank = await fair("undone", MONEY);
    expect(await bank.closeDay(DAY, 3), "the outcomes, where three stalls are needed and two are done").toBeNull();
    const outcomes = await bank.closeDay(DAY, 2);
    const states = outcomes?.map(({ state }) => state) ?? null;
    expect(states, "the same stalls again, where two are enough").toEqual(["done", "refused", "done"]);
    expect(await held(bank, "ada", "bob", "waffles", "swings", "tombola"), "the accounts").toBe(
      "ada 300, bob 0, waffles 400, swings 0, tombola 400",
    );
    expect(await faults(bank), "what is wrong with the ledger").toEqual([]);
  });

  it("has changed nothing, whichever of its statements failed", async () => {
    const bank = await fair("whichever of a day", MONEY);
    const before = await standing(bank);
    await breakEach(
      bank,
      async (instance) => instance.closeDay(DAY, 2),
      async (attempt) => {
        expect(await standing(bank), `accounts and lines after statement ${attempt} failed`).toBe(before);
      },
    );
  });
});
