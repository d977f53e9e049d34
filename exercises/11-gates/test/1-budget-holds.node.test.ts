import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { shopOf } from "./shops.ts";

const BUDGET = 20;
let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker.dispose());

/** Fifty who want fifty prices at once; the shop answers when all of them have asked it or been refused. */
async function fiftyAtOnce(name: string) {
  const { prices, shop, untilShop } = shopOf(worker.env, name);
  const items = Array.from({ length: 50 }, (_, n) => `item-${n}`);
  await Promise.all(items.map((item) => shop.close(item)));
  let refused = 0;
  const asking = items.map(async (item) => {
    const price = await prices.price(item);
    if (price === null) refused++;
  });
  await untilShop((questions) => refused + questions.filter((each) => each !== "currency").length >= items.length);
  await Promise.all(items.map((item) => Promise.all([shop.open(item), shop.serve(item)])));
  await Promise.all(asking);
  const questions = (await shop.questions()).filter((each) => each !== "currency").length;
  return { prices, questions, refused };
}

describe("1. A budget holds, however many ask at once", () => {
  it("asks for twenty prices, when fifty are wanted at once", async () => {
    const { questions, refused } = await fiftyAtOnce("fifty");
    expect(questions, "prices that the shop was asked for, of fifty wanted at once").toBe(BUDGET);
    expect(refused, "those of the fifty who were told that there is no price").toBe(50 - BUDGET);
  });

  it("has forgotten none of them afterwards", async () => {
    const { prices } = await fiftyAtOnce("afterwards");
    expect(await prices.price("one-more"), "one more price, on the day on which fifty were wanted").toBeNull();
  });

  it("has forgotten none of them when the object starts anew", async () => {
    const { prices } = await fiftyAtOnce("starts-anew");
    await worker.evict("PRICES", "starts-anew");
    const told = await prices.price("one-more");
    expect(told, "one more price, told by a new instance, on the day on which fifty were wanted").toBeNull();
  });

  it("forgets none that is under way when the object crashes", async () => {
    const { prices, shop, untilShop } = shopOf(worker.env, "crashes");
    const items = Array.from({ length: BUDGET }, (_, n) => `item-${n}`);
    await Promise.all(items.map((item) => shop.close(item)));
    const asking = Promise.allSettled(items.map((item) => prices.price(item)));
    await untilShop((questions) => items.every((item) => questions.includes(item)));
    await worker.crash();
    await asking;
    const told = await prices.price("one-more");
    expect(told, "one more price, when twenty questions were out and the object crashed").toBeNull();
  });

  it("counts a question, too, that the shop fails to answer", async () => {
    const { prices, shop } = shopOf(worker.env, "fails");
    const items = Array.from({ length: BUDGET }, (_, n) => `broken-${n}`);
    await Promise.all(items.map((item) => shop.fail(item)));
    await Promise.all(items.map((item) => prices.price(item).catch(() => {})));
    expect(await prices.price("lamp"), "a price, after twenty questions that failed").toBeNull();
  });
});

describe("given: what is awaited is storage only", () => {
  it("counts a hundred sales at once", async () => {
    const { prices } = shopOf(worker.env, "sales");
    const counts = await Promise.all(Array.from({ length: 100 }, () => prices.sold("lamp")));
    expect(new Set(counts).size, "different counts, of a hundred sales").toBe(100);
  });

  it("counts them with allowConcurrency as well, which changes nothing where storage is SQLite", async () => {
    const { prices } = shopOf(worker.env, "concurrent-sales");
    const sold = () => prices.sold("lamp", { allowConcurrency: true });
    const counts = await Promise.all(Array.from({ length: 100 }, sold));
    expect(new Set(counts).size, "different counts, of a hundred sales").toBe(100);
  });

  it("has stored what it has answered, though nobody awaited the write", async () => {
    const { prices } = shopOf(worker.env, "stored");
    expect(await prices.sold("lamp")).toBe(1);
    await worker.evict("PRICES", "stored");
    expect(await prices.sold("lamp"), "the next sale, told by a new instance").toBe(2);
  });
});
