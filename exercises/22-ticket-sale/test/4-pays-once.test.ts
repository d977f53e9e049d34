import { describe, expect, it } from "vitest";
import { crashes, expectParts, HALL, openSale } from "./sale.ts";

const { price } = HALL;

describe("4. A payment has a seat, or is given back", () => {
  it("buys the seats of a hold", async () => {
    const sale = await openSale("buys");
    const viewer = await sale.look();
    const answer = await sale.buy("ada", "A1", "A2");
    expectParts(answer, "what comes of paying", { state: "sold", status: 200, seats: ["A1", "A2"] });
    const sold = { A1: "sold", A2: "sold", A3: "free" } as const;
    expect(await sale.stateOf("A1", "A2", "A3"), "how the seats stand").toEqual(sold);
    expect(await sale.seenBy(viewer, sold), "what those who look on have been sent").toEqual(sold);
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([2 * price]);
  });

  it("is for good", async () => {
    const sale = await openSale("for-good");
    const { hold } = await sale.choose("ada", "A1");
    await sale.pay(hold);
    expect((await sale.choose("bob", "A1")).state, "what comes of asking for a seat that is sold").toBe("taken");
    expect((await sale.release(hold)).status, "status of giving back what is sold").toBe(410);
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "sold" });
    expect((await sale.choose("ada", "A2")).state, "what comes of Ada's asking for one more").toBe("held");
  });

  it("is made once, however often she pays", async () => {
    const sale = await openSale("twice");
    const { hold } = await sale.choose("ada", "A1");
    const first = await sale.pay(hold);
    expect(first.state, "what comes of paying").toBe("sold");
    expectParts(await sale.pay(hold), "what comes of paying again", first);
    for (const [how, crash] of crashes) {
      await crash();
      expectParts(await sale.pay(hold), `what comes of paying again after everything ${how}`, first);
    }
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it("is made also by whoever has left the line", async () => {
    const sale = await openSale("left");
    const { hold } = await sale.choose("ada", "A1");
    await sale.leave("ada");
    expect((await sale.pay(hold)).state, "what comes of paying for seats that she still holds").toBe("sold");
  });

  it("can be declined, and tried again", async () => {
    const sale = await openSale("declined");
    await sale.bank.behave("declines");
    const { hold } = await sale.choose("ada", "A1");
    expect((await sale.pay(hold)).status, "status of a payment that the bank declines").toBe(402);
    expect(await sale.stateOf("A1"), "the seat, whose hold goes on").toEqual({ A1: "held" });
    await sale.bank.behave("answers");
    expect((await sale.pay(hold)).state, "what comes of paying with another card").toBe("sold");
    expect(await sale.bank.paid(), "what the bank was paid").toEqual([price]);
  });

  it("doesn't tell the hold's name to whoever reads the bank's books", async () => {
    const sale = await openSale("secret");
    const { hold } = await sale.choose("ada", "A1");
    for (const mood of ["declines", "answers"] as const) {
      await sale.bank.behave(mood);
      await sale.pay(hold);
    }
    const { payments } = await sale.ask("GET", `/bank/${sale.concert}`);
    const shown = JSON.stringify(payments);
    expect(shown, "the bank's books, with a payment that is paid").toContain('"paid"');
    expect(shown.includes(hold), `whether the hold's name is in the bank's books, ${shown}`).toBe(false);
  });

  it("buys nothing where there is no such hold", async () => {
    const sale = await openSale("no-hold");
    const { hold } = await sale.choose("ada", "A1");
    await sale.release(hold);
    expect((await sale.pay(hold)).status, "status of paying for what was given back").toBe(410);
    expect((await sale.pay("a-hold-of-nobody")).status, "status of paying for nothing at all").toBe(410);
    expect(await sale.bank.books(), "what the bank was asked for").toEqual([]);
  });
});
