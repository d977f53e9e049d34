import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { shopOf } from "./shops.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker.dispose());

/** Fifty who call a new object first, while the shop takes its time to say the currency. */
async function fiftyFirstCalls(name: string) {
  const { prices, shop, asked, soon } = shopOf(worker.env, name);
  await shop.close("currency");
  const calls = Promise.all(Array.from({ length: 50 }, () => prices.price("lamp")));
  await soon(calls);
  await shop.open("currency");
  await shop.serve("currency");
  return { told: await calls, questions: await asked("currency") };
}

describe("3. An object is ready before it answers", () => {
  it("asks for the currency once, when fifty call it first", async () => {
    const { questions } = await fiftyFirstCalls("once");
    expect(questions, "questions for the currency, when fifty call a new object at once").toBe(1);
  });

  it("tells none of them a price without it", async () => {
    const { told } = await fiftyFirstCalls("without");
    const currencies = new Set(told.filter((price) => price !== null).map(({ currency }) => currency));
    expect([...currencies], "currencies that fifty first callers were told").toEqual(["CHF"]);
  });

  it("tells nobody a price while the shop won't say the currency", async () => {
    const { prices, shop } = shopOf(worker.env, "fails");
    await shop.fail("currency");
    const told = await prices.price("lamp").catch(() => "an error");
    expect(told, "what the first caller is told while the shop fails").toBe("an error");
  });

  it("spends no question on a price that it couldn't tell", async () => {
    const { prices, shop, asked } = shopOf(worker.env, "spends");
    await shop.fail("currency");
    await prices.price("lamp").catch(() => {});
    expect(await asked("lamp"), "questions for a price, while the shop fails to say the currency").toBe(0);
  });

  it("asks again when the shop is well again", async () => {
    const { prices, shop } = shopOf(worker.env, "again");
    await shop.fail("currency");
    await prices.price("lamp").catch(() => {});
    await shop.mend("currency");
    const told = await prices.price("lamp").catch(() => "an error");
    expect(told, "what the next caller is told").toEqual({ cents: 1000, currency: "CHF" });
  });
});
