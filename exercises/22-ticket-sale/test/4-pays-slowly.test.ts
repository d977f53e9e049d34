import { abortAllDurableObjects } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { moveDate } from "#testkit/time";
import { HALL, HOLD, openSale, reaches, type Sale, SECOND, withinAMinute, withinTenSeconds } from "./sale.ts";

const { price } = HALL;

/** Somebody pays for a hold, and the bank, which has the money already, doesn't answer yet. */
async function paying(concert: string) {
  const sale = await openSale(concert);
  await sale.bank.behave("slow");
  const { hold } = await sale.choose("ada", "A1");
  const payment = sale.pay(hold).catch(() => null);
  await reaches(sale);
  return { sale, hold, payment };
}

/** What the bank has kept, as soon as that is nothing, or when a minute is over. */
function givenBack({ bank }: Sale): Promise<number[]> {
  return withinAMinute(bank.paid, (kept) => kept.length === 0);
}

describe("4. A payment has a seat, or is given back, when the bank is slow", () => {
  it("is made once, when she pays again meanwhile", async () => {
    const { sale, hold, payment } = await paying("impatient");
    const again = sale.pay(hold);
    await sale.seats();
    await sale.bank.behave("answers");
    const answers = [await payment, await again].map((answer) => answer?.state);
    expect(answers, "what comes of both").toEqual(["sold", "sold"]);
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it("lets others buy meanwhile", async () => {
    const { sale } = await paying("others-meanwhile");
    expect((await sale.choose("bob", "A1")).state, "what comes of asking for a seat that is being paid").toBe("taken");
    expect((await sale.choose("bob", "A2")).state, "what comes of asking for another one").toBe("held");
  });

  it("keeps no alarm waiting meanwhile", async () => {
    const sale = await openSale("alarms-meanwhile");
    const viewer = await sale.look();
    await sale.choose("bob", "A2");
    moveDate(HOLD - 15 * SECOND);
    const { hold } = await sale.choose("ada", "A1");
    await sale.bank.behave("slow");
    const payment = sale.pay(hold).catch(() => null);
    await reaches(sale);
    let isOver = false;
    const alarms = passTimeForAll(20 * SECOND).finally(() => {
      isOver = true;
    });
    for (let questions = 0; questions < 2_000 && !isOver; questions++) await sale.bank.books();
    const wasOver = isOver;
    const seats = await sale.seenBy(viewer, { A2: "free" });
    await sale.bank.behave("answers");
    await Promise.all([alarms, payment]);
    expect(wasOver, "whether all alarms of the next 20 seconds were through while the bank was thinking").toBe(true);
    expect(seats, "Bob's seat at the end of his hold, as those who look on have been sent it").toEqual({ A2: "free" });
  });

  it("leaves her the hold that she had, and no other, meanwhile", async () => {
    const { sale, hold } = await paying("hers-meanwhile");
    expect((await sale.choose("ada", "A2")).state, "what comes of her asking for another seat").toBe("holding");
    const again = await sale.choose("ada", "A1");
    expect({ state: again.state, hold: again.hold }, "what comes of her asking for her seat again").toEqual({
      state: "held",
      hold,
    });
  });

  it("is given back when the hold has ended meanwhile", async () => {
    const { sale, payment } = await paying("too-late");
    moveDate(HOLD);
    await sale.bank.behave("answers");
    expect((await payment)?.state, "what comes of it").toBe("refunded");
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
    expect(await givenBack(sale), "what the bank has kept, within a minute").toEqual([]);
  });

  it("is given back when the seat is somebody else's by now", async () => {
    const { sale, payment } = await paying("somebody-else");
    moveDate(HOLD);
    const { hold } = await sale.choose("bob", "A1");
    await sale.bank.behave("answers");
    expect((await payment)?.state, "what comes of Ada's payment").toBe("refunded");
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "held" });
    expect(await givenBack(sale), "what the bank has kept, within a minute").toEqual([]);
    expect((await sale.pay(hold)).state, "what comes of Bob's payment").toBe("sold");
    expect(await sale.bank.paid(), "what the bank has kept: Bob's payment").toEqual([price]);
  });

  it("is given back when she holds the seat anew by now", async () => {
    const { sale, hold, payment } = await paying("hers-anew");
    moveDate(HOLD);
    const anew = await sale.choose("ada", "A1");
    expect(anew.state, "what comes of asking again for a seat at the hold's end").toBe("held");
    await sale.bank.behave("answers");
    expect((await payment)?.state, "what comes of the payment for the hold that is over").toBe("refunded");
    expect(await sale.stateOf("A1"), "the seat, which she holds anew").toEqual({ A1: "held" });
    expect(await givenBack(sale), "what the bank has kept, within a minute").toEqual([]);
    expect((await sale.pay(hold)).state, "what comes of paying for the hold that is over").not.toBe("sold");
    expect((await sale.pay(anew.hold)).state, "what comes of paying for the one that isn't").toBe("sold");
    expect(await sale.bank.paid(), "what the bank has kept: the second payment").toEqual([price]);
  });

  it("is given back when she gave the seat back meanwhile", async () => {
    const { sale, hold, payment } = await paying("changed-her-mind");
    await sale.release(hold);
    await sale.bank.behave("answers");
    await payment;
    expect(await givenBack(sale), "what the bank has kept").toEqual([]);
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
  });

  it("is given back after a crash, when she gave the seat back meanwhile", async () => {
    const { sale, hold, payment } = await paying("changed-her-mind-crash");
    expect((await sale.release(hold)).state, "what comes of giving back a seat that is being paid").toBe("released");
    await abortAllDurableObjects();
    await payment;
    await sale.bank.behave("answers");
    expect(await givenBack(sale), "what the bank has kept, within a minute").toEqual([]);
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
  });

  it("goes on after a crash, without anybody's asking", async () => {
    const { sale, payment } = await paying("crash");
    await abortAllDurableObjects();
    await payment;
    await sale.bank.behave("answers");
    const seats = await withinAMinute(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, within a minute").toEqual({ A1: "sold" });
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it("goes on also after a crash while the bank is thinking about what an alarm has asked", async () => {
    const sale = await openSale("crash-of-an-alarm");
    await sale.bank.behave("is down");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    await sale.bank.behave("slow");
    await passTimeForAll(10 * SECOND);
    await reaches(sale);
    await abortAllDurableObjects();
    await sale.bank.behave("answers");
    const seats = await withinTenSeconds(
      () => sale.stateOf("A1"),
      ({ A1 }) => A1 === "sold",
    );
    expect(seats, "the seat, ten seconds after the crash").toEqual({ A1: "sold" });
  });

  it("is made once, when she pays again after a crash", async () => {
    const { sale, hold, payment } = await paying("crash-again");
    await abortAllDurableObjects();
    await payment;
    await sale.bank.behave("answers");
    expect((await sale.pay(hold)).state, "what comes of paying again").toBe("sold");
    await withinAMinute(
      async () => false,
      (done) => done,
    );
    expect(await sale.bank.paid(), "what the bank was paid, a minute later").toEqual([price]);
  });

  it("is given back after a crash, when the hold has ended meanwhile", async () => {
    const { sale, payment } = await paying("crash-too-late");
    await abortAllDurableObjects();
    await payment;
    moveDate(HOLD + SECOND);
    await sale.bank.behave("answers");
    await sale.seats();
    expect(await givenBack(sale), "what the bank has kept, within a minute").toEqual([]);
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
  });
});
