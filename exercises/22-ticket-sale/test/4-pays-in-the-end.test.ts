import { describe, expect, it } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { moveDate } from "#testkit/time";
import type { Mood } from "../src/bank.ts";
import { crashes, HALL, HOLD, openSale, reaches, type Sale, SECOND, withinAMinute, withinTenSeconds } from "./sale.ts";

const { price } = HALL;

/** Nobody can tell these two apart: in one the bank has the money. */
const failures: Mood[] = ["is down", "loses answers"];

/** A sale whose bank has the money for a hold that is over, and is down. */
async function owing(concert: string): Promise<Sale> {
  const sale = await openSale(concert);
  await sale.bank.behave("slow");
  const { hold } = await sale.choose("ada", "A1");
  const payment = sale.pay(hold);
  await reaches(sale);
  moveDate(HOLD);
  // The answer comes, too late, and then nobody can be told to give the money back.
  await sale.bank.behave("is down");
  await payment;
  return sale;
}

describe("4. A payment has a seat, or is given back, when the bank fails", () => {
  it.for(failures)("is pending when the bank %s, and then goes on without anybody's asking", async (mood) => {
    const sale = await openSale(mood);
    const viewer = await sale.look();
    await sale.bank.behave(mood);
    const { hold } = await sale.choose("ada", "A1");
    expect((await sale.pay(hold)).status, `status of paying while the bank ${mood}`).toBe(202);
    expect(await sale.stateOf("A1"), "the seat, whose hold goes on").toEqual({ A1: "held" });
    await sale.bank.behave("answers");
    const seats = await withinAMinute(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, within a minute").toEqual({ A1: "sold" });
    expect(await sale.seenBy(viewer, { A1: "sold" }), "the seat, as those who look on have been sent it").toEqual(
      seats,
    );
    expect((await sale.pay(hold)).state, "what comes of asking for the payment again").toBe("sold");
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it("is asked for again every ten seconds at most, however long the bank is down", async () => {
    const sale = await openSale("ten-seconds");
    await sale.bank.behave("is down");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    // Among all right rhythms there is none that doesn't ask within the ten seconds that follow.
    await passTimeForAll(35 * SECOND);
    await sale.bank.behave("answers");
    const seats = await withinTenSeconds(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, 45 seconds after she paid, with a bank that is up again since ten").toEqual({
      A1: "sold",
    });
  });

  it("is asked for again as soon also where others hold seats meanwhile", async () => {
    const sale = await openSale("others-plan");
    await sale.bank.behave("is down");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await sale.choose("bob", "A2");
    await sale.bank.behave("answers");
    const seats = await withinTenSeconds(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, ten seconds after she paid").toEqual({ A1: "sold" });
  });

  it("can be declined also when nobody asks, and tried again", async () => {
    const sale = await openSale("declined-later");
    await sale.bank.behave("is down");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await sale.bank.behave("declines");
    await passTimeForAll(10 * SECOND);
    await reaches(sale);
    expect(
      (await sale.bank.books()).map(({ state }) => state),
      "the bank's books, ten seconds after it was down",
    ).toEqual(["declined"]);
    await sale.seats();
    expect(await sale.stateOf("A1"), "the seat, whose hold goes on").toEqual({ A1: "held" });
    await sale.bank.behave("answers");
    let answer = await sale.pay(hold);
    // She may be told first what has become of the payment before.
    if (answer.state === "declined") answer = await sale.pay(hold);
    expect(answer.state, "what comes of paying with another card").toBe("sold");
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it.for(failures)("is made once, when the bank %s and she pays again", async (mood) => {
    const sale = await openSale(`again-${mood}`);
    await sale.bank.behave(mood);
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await sale.bank.behave("answers");
    expect((await sale.pay(hold)).state, "what comes of paying again").toBe("sold");
    await withinAMinute(
      async () => false,
      (done) => done,
    );
    expect(await sale.bank.paid(), "what the bank was paid, a minute later").toEqual([price]);
  });

  it.for(failures)("is given back when the bank %s until the hold has ended", async (mood) => {
    const sale = await openSale(`ended-${mood}`);
    await sale.bank.behave(mood);
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await passTimeForAll(HOLD);
    expect(await sale.stateOf("A1"), "the seat, at the hold's end").toEqual({ A1: "free" });
    await sale.bank.behave("answers");
    const paid = await withinAMinute(sale.bank.paid, (kept) => kept.length === 0);
    expect(paid, "what the bank has kept, within a minute").toEqual([]);
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
  });

  it("is given back in the end, when that fails at first", async () => {
    const sale = await owing("refund-fails");
    await passTimeForAll(35 * SECOND);
    expect(await sale.bank.paid(), "what the bank has kept, being down").toEqual([price]);
    await sale.bank.behave("answers");
    const paid = await withinTenSeconds(sale.bank.paid, (kept) => kept.length === 0);
    expect(paid, "what the bank has kept, ten seconds after it was down").toEqual([]);
  });

  it("is given back in the end, however long that fails", async () => {
    const sale = await owing("refund-fails-long");
    // Nobody may give up meanwhile: every ten seconds, what is under way has a turn.
    for (let passed = 0; passed < 360; passed += 10) {
      await passTimeForAll(10 * SECOND);
      for (let questions = 0; questions < 3; questions++) await sale.bank.books();
    }
    expect(await sale.bank.paid(), "what the bank has kept, being down for six minutes").toEqual([price]);
    await sale.bank.behave("answers");
    const paid = await withinTenSeconds(sale.bank.paid, (kept) => kept.length === 0);
    expect(paid, "what the bank has kept, ten seconds after that").toEqual([]);
  });

  it.for(crashes)("is settled in the end, although everything %s while the bank is down", async ([how, crash]) => {
    const sale = await openSale(`down-${how}`);
    await sale.bank.behave("loses answers");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await crash();
    await sale.bank.behave("answers");
    const seats = await withinAMinute(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, within a minute").toEqual({ A1: "sold" });
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });
});
