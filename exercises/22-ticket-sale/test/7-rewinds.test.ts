import { abortAllDurableObjects } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { FAR_FUTURE, moveDate } from "#testkit/time";
import { saleOfRelease1 } from "./release-1.ts";
import { type Answer, HALL, HOLD, openSale, type Sale, SECOND, saleOf, withinAMinute } from "./sale.ts";

const { price } = HALL;

/** Until the bank has kept this much, or a minute is over. */
function kept(sale: Sale, ...expected: number[]): Promise<number[]> {
  return withinAMinute(sale.bank.paid, (paid) => JSON.stringify(paid) === JSON.stringify(expected));
}

/** A sale in which Ada bought A1 at first, and Bob A2 a minute later; half a minute lies between the answered time and either. */
async function afterTwoSales(name: string) {
  const sale = await openSale(name);
  await sale.buy("ada", "A1");
  moveDate(30 * SECOND);
  const between = Date.now();
  moveDate(30 * SECOND);
  await sale.buy("bob", "A2");
  return { sale, between };
}

describe("7. An operator takes the sale back to a time", () => {
  it("stands as it stood then", async () => {
    const { sale, between } = await afterTwoSales("stands");
    await sale.choose("cem", "A3");
    const { status, state } = await sale.rewind(between);
    expect({ status, state }, "what comes of it").toEqual({ status: 200, state: "rewound" });
    const expected = { A1: "sold", A2: "free", A3: "free" };
    expect(await sale.stateOf("A1", "A2", "A3"), "how the seats stand").toEqual(expected);
  });

  it("gives back what was paid since, and nothing else", async () => {
    const { sale, between } = await afterTwoSales("gives-back");
    await sale.rewind(between);
    expect(await kept(sale, price), "what the bank has kept: Ada's payment").toEqual([price]);
    expect(await sale.stateOf("A1"), "Ada's seat").toEqual({ A1: "sold" });
  });

  it("gives nothing back that was paid before, also where nobody knew of it yet", async () => {
    const sale = await openSale("paid-before");
    await sale.bank.behave("loses answers");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    moveDate(2 * SECOND);
    const then = Date.now();
    moveDate(2 * SECOND);
    await sale.bank.behave("answers");
    await sale.rewind(then);
    const seats = await withinAMinute(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, whose payment was on its way at that time").toEqual({ A1: "sold" });
    expect(await sale.bank.paid(), "what the bank has kept").toEqual([price]);
  });

  it("sells nothing for money that an earlier rewind gave back", async () => {
    const { sale, between } = await afterTwoSales("twice");
    moveDate(10 * SECOND);
    const sold = Date.now();
    moveDate(10 * SECOND);
    await sale.rewind(between);
    expect(await kept(sale, price), "what the bank has kept: Ada's payment").toEqual([price]);
    await sale.bank.behave("is down");
    await sale.rewind(sold);
    const viewer = await sale.look();
    await sale.bank.behave("answers");
    const seats = await withinAMinute(
      () => sale.stateOf("A1", "A2"),
      ({ A2 }) => A2 !== "sold",
    );
    expect(seats.A2, "Bob's seat, who has his money back since the first rewind").not.toBe("sold");
    expect(await sale.seenBy(viewer, seats), "the seats, as those who look on have been sent them").toEqual(seats);
    expect(seats.A1, "Ada's seat").toBe("sold");
    expect(await sale.bank.paid(), "what the bank has kept: Ada's payment").toEqual([price]);
  });

  it("goes back to before the opening with all money, or not at all", async () => {
    const sale = saleOf("unopened");
    await sale.seats();
    moveDate(30 * SECOND);
    const before = Date.now();
    moveDate(30 * SECOND);
    await sale.open();
    await sale.buy("ada", "A1");
    moveDate(30 * SECOND);
    const { state } = await sale.rewind(before);
    const expected = state === "refused" ? { status: 200, paid: [price] } : { status: 404, paid: [] };
    const paid = await kept(sale, ...expected.paid);
    const { status } = await sale.ask("GET", `/${sale.concert}`);
    expect({ status, paid }, `status of asking for the seats, and what the bank has kept, once it is ${state}`).toEqual(
      expected,
    );
  });

  it("gives it back in the end, when the bank is down", async () => {
    const { sale, between } = await afterTwoSales("bank-down");
    await sale.bank.behave("is down");
    await sale.rewind(between);
    await sale.bank.behave("answers");
    expect(await kept(sale, price), "what the bank has kept: Ada's payment").toEqual([price]);
  });

  it("gives it back in the end, when everything crashes while the bank is slow", async () => {
    const { sale, between } = await afterTwoSales("slow-crash");
    await sale.bank.behave("slow");
    let answer: Answer | null = null;
    const rewound = sale.rewind(between).then(
      (told) => {
        answer = told;
      },
      () => null,
    );
    for (let questions = 0; questions < 100 && answer === null; questions++) await sale.bank.books();
    await abortAllDurableObjects();
    await sale.bank.behave("answers");
    await rewound;
    // An operator who wasn't told that all is well tries again.
    if ((answer as Answer | null)?.state !== "rewound") await sale.rewind(between);
    expect(await kept(sale, price), "what the bank has kept: Ada's payment").toEqual([price]);
  });

  it("sells anew, for new money", async () => {
    const { sale, between } = await afterTwoSales("anew");
    await sale.rewind(between);
    await kept(sale, price);
    expect((await sale.buy("bob", "A2")).state, "what comes of Bob's paying again").toBe("sold");
    expect((await sale.buy("cem", "A3")).state, "what comes of Cem's paying").toBe("sold");
    expect(await kept(sale, price, price, price), "what the bank has kept: three payments").toEqual([
      price,
      price,
      price,
    ]);
  });

  it("still knows the holds of then, and when they end", async () => {
    const sale = await openSale("holds");
    const { hold } = await sale.choose("ada", "A1");
    moveDate(30 * SECOND);
    const then = Date.now();
    moveDate(30 * SECOND);
    await sale.release(hold);
    await sale.rewind(then);
    expect(await sale.stateOf("A1"), "Ada's seat, which she had then").toEqual({ A1: "held" });
    moveDate(HOLD - 60 * SECOND);
    expect(await sale.stateOf("A1"), "the seat at the old end of the hold").toEqual({ A1: "free" });
  });

  it("ends at once what has ended since", async () => {
    const sale = await openSale("ended");
    await sale.choose("ada", "A1");
    const then = Date.now() + SECOND;
    moveDate(HOLD);
    await sale.choose("bob", "A2");
    await sale.rewind(then);
    expect(await sale.stateOf("A1", "A2"), "how the seats stand").toEqual({ A1: "free", A2: "free" });
  });

  it("has no payment without a seat, nor a seat without a payment, whoever was paying", async () => {
    const sale = await openSale("paying");
    const { hold } = await sale.choose("ada", "A1");
    moveDate(10 * SECOND);
    const held = Date.now();
    moveDate(10 * SECOND);
    await sale.pay(hold);
    moveDate(10 * SECOND);
    await sale.rewind(held);
    await withinAMinute(sale.bank.paid, (paid) => paid.length === 0);
    await sale.pay(hold);
    const isSold = (await sale.stateOf("A1")).A1 === "sold";
    expect(await sale.bank.paid(), `what the bank has kept, with the seat ${isSold ? "sold" : "not sold"}`).toEqual(
      isSold ? [price] : [],
    );
  });

  it("keeps the sales of release 1", async () => {
    const seat = { buyer: "ada", until: FAR_FUTURE - 600 * SECOND, payment: "payment-of-ada" };
    const sale = await saleOfRelease1("old-sales", [
      { seat: "A1", ...seat },
      { seat: "A2", ...seat },
    ]);
    await sale.seats();
    moveDate(30 * SECOND);
    const then = Date.now();
    moveDate(30 * SECOND);
    await sale.buy("bob", "A3");
    await sale.rewind(then);
    expect(await kept(sale, 2 * price), "what the bank has kept: Ada's payment").toEqual([2 * price]);
    expect(await sale.stateOf("A1", "A2", "A3"), "how the seats stand").toEqual({ A1: "sold", A2: "sold", A3: "free" });
  });

  it("keeps both sales to somebody who has bought twice of release 1", async () => {
    const ada = { buyer: "ada", until: FAR_FUTURE - 600 * SECOND };
    const sale = await saleOfRelease1("old-buyer", [
      { seat: "A1", ...ada, payment: "payment-of-ada" },
      { seat: "A2", ...ada, payment: "payment-of-ada" },
      { seat: "A3", ...ada, payment: "second-payment-of-ada" },
    ]);
    await sale.seats();
    moveDate(30 * SECOND);
    const then = Date.now();
    moveDate(30 * SECOND);
    await sale.rewind(then);
    await withinAMinute(
      async () => false,
      (done) => done,
    );
    expect(await sale.bank.paid(), "what the bank has kept, a minute later: both payments").toEqual([price, 2 * price]);
    const sold = { A1: "sold", A2: "sold", A3: "sold" };
    expect(await sale.stateOf("A1", "A2", "A3"), "how the seats stand").toEqual(sold);
  });

  it("is refused where the time hasn't come yet, and changes nothing", async () => {
    const { sale } = await afterTwoSales("future");
    const { status, state } = await sale.rewind(Date.now() + 60 * SECOND);
    expect({ status, state }, "what comes of it").toEqual({ status: 409, state: "refused" });
    expect(await sale.stateOf("A1", "A2"), "how the seats stand").toEqual({ A1: "sold", A2: "sold" });
    expect(await kept(sale, price, price), "what the bank has kept").toEqual([price, price]);
  });
});
