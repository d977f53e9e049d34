import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { crowd, doubles, SEATS, saleOn } from "./crowd.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

/** So many buyers come, and ask for a seat each; answers the holds of those who get one. */
async function holdersOf(concert: string, buyers: number) {
  const sale = await saleOn(worker, concert);
  const all = crowd(buyers);
  // Nobody is ahead of the others by having come in first.
  await Promise.all(all.map(({ buyer }) => sale.enter(buyer)));
  const holders = await Promise.all(
    all.map(async ({ buyer, number }) => {
      const answer = await sale.hold(buyer, SEATS[(number * 7) % 40] as string);
      return answer.state === "held" ? [answer] : [];
    }),
  );
  expect(holders.flat().length, "buyers who hold one of forty seats").toBe(40);
  return { sale, holders: holders.flat() };
}

/** Says what isn't as it should be, once all have paid: forty seats, each sold once for one payment. */
async function faultsOf({ sale }: Awaited<ReturnType<typeof holdersOf>>, sold: string[]) {
  const seats = await sale.seats();
  const paid = (await sale.bank.books()).filter(({ state }) => state === "paid");
  return {
    soldTwice: doubles(sold),
    notSold: SEATS.filter((seat) => seats[seat] !== "sold"),
    payments: paid.length,
    paidInAll: paid.reduce((sum, { amount }) => sum + amount, 0),
  };
}

const NO_FAULTS = { soldTwice: [], notSold: [], payments: 40, paidInAll: 40 * 4500 };

describe("4. A payment has a seat, or is given back, of two hundred buyers at once", () => {
  it("buys each seat once, where all pay twice at once", async () => {
    const sale = await holdersOf("all-at-once", 200);
    const answers = await Promise.all(
      sale.holders.map(({ hold }) => Promise.all([sale.sale.pay(hold), sale.sale.pay(hold)])),
    );
    const sold = answers.flatMap(([one, other]) => (one.state === "sold" && other.state === "sold" ? one.seats : []));
    expect(await faultsOf(sale, sold), "what became of forty seats").toEqual(NO_FAULTS);
  });

  it("buys each seat once, where workerd is killed while all pay", async () => {
    const sale = await holdersOf("killed", 40);
    const { hold: last = "" } = sale.holders.at(-1) ?? {};
    await sale.sale.bank.behave("slow");
    const cutOff = sale.holders.slice(20).map(({ hold }) => sale.sale.pay(hold).catch(() => null));
    for (let looks = 0; looks < 200 && (await sale.sale.bank.books()).length < 10; looks++);
    await sale.sale.bank.behave("answers");
    await Promise.race(cutOff);
    await worker.crash();
    await Promise.all(cutOff);
    const answers = await Promise.all(sale.holders.map(({ hold }) => sale.sale.pay(hold)));
    const sold = answers.flatMap((answer) => (answer.state === "sold" ? answer.seats : []));
    expect(await faultsOf(sale, sold), "what became of forty seats").toEqual(NO_FAULTS);
    expect((await sale.sale.pay(last)).state, "what comes of paying once more").toBe("sold");
  });
});
