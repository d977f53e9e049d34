import { describe, expect, it } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { FAR_FUTURE, moveDate } from "#testkit/time";
import { saleOfRelease1 } from "./release-1.ts";
import { crashes, expectParts, SECOND } from "./sale.ts";

const MINUTE_LATER = FAR_FUTURE + 60 * SECOND;

/**
 * In the middle of a sale: Ada has bought two seats, and then another one; Bob has bought one a moment ago, and holds two for
 * another minute; so does Dora with one, to the same second; Cem's hold is over.
 */
const MIDDLE = [
  { seat: "A1", buyer: "ada", until: FAR_FUTURE - 600 * SECOND, payment: "payment-of-ada" },
  { seat: "A2", buyer: "ada", until: FAR_FUTURE - 600 * SECOND, payment: "payment-of-ada" },
  { seat: "A4", buyer: "ada", until: FAR_FUTURE - 300 * SECOND, payment: "second-payment-of-ada" },
  { seat: "A6", buyer: "bob", until: FAR_FUTURE + 50 * SECOND, payment: "payment-of-bob" },
  { seat: "B9", buyer: "bob", until: MINUTE_LATER },
  { seat: "B10", buyer: "bob", until: MINUTE_LATER },
  { seat: "B1", buyer: "dora", until: MINUTE_LATER },
  { seat: "A10", buyer: "cem", until: FAR_FUTURE },
];

/** What was paid for it, in cents. */
const PAID = [4500, 4500, 9000];

describe("6. A sale of release 1 goes on", () => {
  it("has all its seats, and each stands as it stood", async () => {
    const sale = await saleOfRelease1("whole", MIDDLE);
    const seats = await sale.seats();
    const order = Object.keys(seats);
    expect(order.length, "seats of a hall of two rows of ten").toBe(20);
    expect([order[0], order[9], order[10], order[19]], "the ends of its rows").toEqual(["A1", "A10", "B1", "B10"]);
    const those = (state: string) => order.filter((seat) => seats[seat] === state);
    expect(those("sold"), "the seats that are sold").toEqual(["A1", "A2", "A4", "A6"]);
    expect(those("held"), "the seats that are held").toEqual(["B1", "B9", "B10"]);
  });

  it("goes on holding what is held, to its old end", async () => {
    const sale = await saleOfRelease1("held", MIDDLE);
    expect((await sale.choose("ada", "B9")).state, "what comes of Ada's asking for a seat of Bob's").toBe("taken");
    expectParts(await sale.choose("bob", "B9", "B10"), "what Bob is answered who asks again for what he holds", {
      state: "held",
      status: 201,
      hold: expect.any(String),
      seats: ["B9", "B10"],
      until: MINUTE_LATER,
      amount: 9000,
    });
  });

  it("goes on holding for each buyer her own, also where two holds end in the same second", async () => {
    const sale = await saleOfRelease1("same second", MIDDLE);
    const bob = await sale.choose("bob", "B9", "B10");
    expect(bob.state, "what comes of Bob's asking again for what he holds").toBe("held");
    const dora = await sale.choose("dora", "B1");
    expectParts(dora, "what Dora is answered who asks again for what she holds", { state: "held", amount: 4500 });
    await sale.release(dora.hold);
    const seats = await sale.stateOf("B1", "B9", "B10");
    expect(seats, "the seats when Dora has given hers back").toEqual({ B1: "free", B9: "held", B10: "held" });
  });

  it("ends what is held at its old end, without anybody's asking", async () => {
    const sale = await saleOfRelease1("ends", MIDDLE);
    const viewer = await sale.look();
    await passTimeForAll(60 * SECOND);
    const free = { B9: "free", B10: "free" } as const;
    expect(await sale.seenBy(viewer, free), "what those who look on have been sent").toEqual(free);
  });

  it("takes no money for what is over", async () => {
    const sale = await saleOfRelease1("too late", MIDDLE);
    const { hold } = await sale.choose("bob", "B9", "B10");
    moveDate(60 * SECOND);
    expect((await sale.pay(hold)).status, "status of Bob's paying at the end of his hold").toBe(410);
    expect(await sale.bank.paid(), "what the bank was paid: three times before").toEqual(PAID);
  });

  it("sells what is held to whoever holds it", async () => {
    const sale = await saleOfRelease1("pays", MIDDLE);
    const { hold } = await sale.choose("bob", "B9", "B10");
    expect((await sale.pay(hold)).state, "what comes of Bob's paying").toBe("sold");
    moveDate(60 * SECOND);
    expect(await sale.stateOf("B9", "B10"), "Bob's seats").toEqual({ B9: "sold", B10: "sold" });
    expect(await sale.bank.paid(), "what the bank was paid: three times before, and now by Bob").toEqual([
      ...PAID,
      9000,
    ]);
  });

  it("never sells again what is sold", async () => {
    const sale = await saleOfRelease1("sold", MIDDLE);
    expect((await sale.choose("cem", "A1")).state, "what comes of asking for a seat that release 1 has sold").toBe(
      "taken",
    );
    moveDate(3600 * SECOND);
    expect(await sale.stateOf("A1", "A2"), "Ada's seats, an hour later").toEqual({ A1: "sold", A2: "sold" });
  });

  it("never frees what was sold a moment ago, whose hold would still last", async () => {
    const sale = await saleOfRelease1("just sold", MIDDLE);
    expect(await sale.stateOf("A6"), "the seat that Bob has paid").toEqual({ A6: "sold" });
    await passTimeForAll(60 * SECOND);
    expect(await sale.stateOf("A6"), "the seat when its hold would have ended").toEqual({ A6: "sold" });
  });

  it("knows whose hold is over", async () => {
    const sale = await saleOfRelease1("over", MIDDLE);
    const { until, amount } = await sale.choose("cem", "A10");
    expect({ until, amount }, "Cem's new hold").toEqual({ until: FAR_FUTURE + 120 * SECOND, amount: 4500 });
  });

  it("has a price, and is open already", async () => {
    const sale = await saleOfRelease1("price", [], 7100);
    expect((await sale.open()).status, "status of opening it again").toBe(409);
    expect((await sale.choose("ada", "A1", "A2")).amount, "what two seats cost").toBe(14_200);
  });

  it("has room for a hundred at once, and no more", async () => {
    const sale = await saleOfRelease1("room", MIDDLE);
    const answers = [];
    for (let number = 0; number < 101; number++) answers.push(await sale.enter(`buyer-${number}`));
    const inside = answers.filter(({ state }) => state === "inside");
    expect(inside.length, "buyers who are inside, of 101").toBe(100);
    expect(answers[100]?.state, "where the last of them stands").toBe("waiting");
  });

  it.for(crashes)("is taken over once, although everything %s again and again", async ([how, crash]) => {
    const sale = await saleOfRelease1(how, MIDDLE);
    const { hold } = await sale.choose("bob", "B9", "B10");
    await crash();
    await sale.choose("ada", "A3");
    expect((await sale.pay(hold)).state, "what comes of Bob's paying").toBe("sold");
    await crash();
    const expected = { A1: "sold", A2: "sold", A3: "held", A10: "free", B9: "sold", B10: "sold" };
    expect(await sale.stateOf("A1", "A2", "A3", "A10", "B9", "B10"), "how the seats stand").toEqual(expected);
  });
});
