import { describe, expect, it } from "vitest";
import { moveDate } from "#testkit/time";
import { crashes, expectParts, HALL, HOLD, openSale, SECOND, saleOf } from "./sale.ts";

describe("1. A seat is held by one buyer at a time", () => {
  it("can't be had before the sale opens", async () => {
    const sale = saleOf("not yet");
    expect((await sale.ask("GET", `/${sale.concert}`)).status, "status of asking for the seats").toBe(404);
    const { status, state } = await sale.choose("ada", "A1");
    expect([403, 404], `status of asking for one of them, which is answered ${state}`).toContain(status);
    expect((await sale.release("a-hold-of-nobody")).status, "status of giving one back").toBe(410);
    await sale.open();
    expect(await sale.stateOf("A1"), "the seat when the sale has opened").toEqual({ A1: "free" });
    expect((await sale.choose("ada", "A1")).state, "what comes of asking for it then").toBe("held");
  });

  it("is free when the sale opens, and so are all others", async () => {
    const sale = saleOf("opens");
    expect((await sale.open()).status, "status of opening the sale").toBe(201);
    const seats = Object.entries(await sale.seats());
    const [first, last] = [seats.at(0), seats.at(-1)];
    expect(seats.length, "seats in a hall of five rows of eight").toBe(40);
    expect([first, last], "the first and the last seat").toEqual([
      ["A1", "free"],
      ["E8", "free"],
    ]);
  });

  it("is opened once: later openings change nothing", async () => {
    const sale = await openSale("once");
    const { hold } = await sale.choose("ada", "A1");
    expect((await sale.open({ price: 1, rows: 2 })).status, "status of opening the sale again").toBe(409);
    expect((await sale.choose("ada", "A1")).hold, "Ada's hold").toBe(hold);
    expect(await sale.stateOf("A1", "E8"), "seats after the sale was opened again").toEqual({ A1: "held", E8: "free" });
    expect((await sale.choose("bob", "E8")).amount, "what a seat costs").toBe(HALL.price);
  });

  it("is held for two minutes", async () => {
    const sale = await openSale("held");
    const now = Date.now();
    expectParts(await sale.choose("ada", "B2", "B3"), "what comes of asking for two seats", {
      state: "held",
      status: 201,
      hold: expect.any(String),
      seats: ["B2", "B3"],
      until: now + HOLD,
      amount: 2 * HALL.price,
    });
    expect(await sale.stateOf("B1", "B2", "B3"), "how the seats stand").toEqual({ B1: "free", B2: "held", B3: "held" });
  });

  it("is held under a name that nobody can guess", async () => {
    const names: string[] = [];
    for (const sale of [await openSale("name"), await openSale("same name")]) {
      for (const seat of ["A1", "A2", "A3"]) names.push((await sale.choose(`buyer-of-${seat}`, seat)).hold);
    }
    const differing = names.flatMap((name, index) => names.slice(index + 1).map((other) => differences(name, other)));
    expect(
      Math.min(...differing),
      `characters in which two names differ at least, of ${names.join(", ")}`,
    ).toBeGreaterThanOrEqual(8);
  });

  it("isn't given to somebody else", async () => {
    const sale = await openSale("taken");
    await sale.choose("ada", "A1", "A2");
    const answer = await sale.choose("bob", "A2", "A3");
    expectParts(answer, "what comes of asking for a seat that is held", {
      state: "taken",
      status: 409,
      seats: ["A2"],
    });
  });

  it("is held together with all others that were asked for, or not at all", async () => {
    const sale = await openSale("all or none");
    await sale.choose("ada", "A3");
    await sale.choose("bob", "A1", "A2", "A3", "A4");
    const after = await sale.stateOf("A1", "A2", "A3", "A4");
    expect(after, "seats after Bob asked for four, one of which is Ada's").toEqual({
      A1: "free",
      A2: "free",
      A3: "held",
      A4: "free",
    });
  });

  it("is answered the same to whoever asks again", async () => {
    const sale = await openSale("again");
    const first = await sale.choose("ada", "A1", "A2");
    moveDate(30 * SECOND);
    const again = await sale.choose("ada", "A1", "A2");
    expectParts(again, "the second answer to Ada", { until: first.until, ...first });
  });

  it("is answered the same to whoever asks again in another order", async () => {
    const sale = await openSale("another order");
    const first = await sale.choose("ada", "A2", "A1", "A3");
    moveDate(SECOND);
    const again = await sale.choose("ada", "A1", "A3", "A2");
    expectParts(again, "the answer to Ada, who names the same seats in another order", {
      until: first.until,
      ...first,
    });
  });

  it("is the only wish that a buyer has at a time", async () => {
    const sale = await openSale("one wish");
    const { hold } = await sale.choose("ada", "A1");
    const { status, state } = await sale.choose("ada", "A2");
    expect({ status, state }, "what comes of asking for another seat").toEqual({ status: 409, state: "holding" });
    await sale.release(hold);
    expect((await sale.choose("ada", "A2")).state, "what comes of it once the first is given back").toBe("held");
  });

  it("is held together with just those that were asked for", async () => {
    const sale = await openSale("just those");
    await sale.choose("ada", "A1", "A2");
    for (const seats of [["A1"], ["A1", "A2", "A3"], ["A2", "A3"]]) {
      expect((await sale.choose("ada", ...seats)).state, `what comes of asking for ${seats}, holding A1 and A2`).toBe(
        "holding",
      );
    }
    const held = { A1: "held", A2: "held", A3: "free" };
    expect(await sale.stateOf("A1", "A2", "A3"), "seats after that").toEqual(held);
  });

  it("is free again when it is given back", async () => {
    const sale = await openSale("back");
    const { hold } = await sale.choose("ada", "A1", "A2");
    expect((await sale.release(hold)).status, "status of giving seats back").toBe(200);
    expect(await sale.stateOf("A1", "A2"), "seats that were given back").toEqual({ A1: "free", A2: "free" });
    expect((await sale.choose("bob", "A1")).state, "what comes of asking for one of them").toBe("held");
    expect((await sale.release(hold)).status, "status of giving them back twice").toBe(410);
    expect(await sale.stateOf("A1"), "the seat, which is Bob's by now").toEqual({ A1: "held" });
  });

  it("is one that the hall has", async () => {
    const sale = await openSale("no such seat");
    const { status, state } = await sale.choose("ada", "A1", "F1");
    expect({ status, state }, "what comes of asking for F1, behind the last row").toEqual({
      status: 404,
      state: "unknown",
    });
    expect(await sale.stateOf("A1"), "the other seat").toEqual({ A1: "free" });
    expect((await sale.choose("ada", "A9")).state, "what comes of asking for A9, in rows of eight").toBe("unknown");
  });

  it.for(crashes)("is still held after everything %s", async ([how, crash]) => {
    const sale = await openSale(how);
    const first = await sale.choose("ada", "A1", "A2");
    await crash();
    expect(await sale.stateOf("A1", "A2", "A3"), "seats after that").toEqual({ A1: "held", A2: "held", A3: "free" });
    expect((await sale.choose("bob", "A1")).state, "what comes of Bob's asking for one of them").toBe("taken");
    expectParts(await sale.choose("ada", "A1", "A2"), "what Ada is answered when she asks again", first);
    await crash();
    expect((await sale.release(first.hold)).state, "what comes of giving them back").toBe("released");
  });

  it("isn't held in another concert", async () => {
    const [tonight, tomorrow] = [await openSale("tonight"), await openSale("tomorrow")];
    await tonight.choose("ada", "A1");
    expect((await tomorrow.choose("bob", "A1")).state, "what comes of asking for the seat tomorrow").toBe("held");
  });
});

/** In how many places two texts differ. */
function differences(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, at) => at).filter((at) => one[at] !== other[at]).length;
}

describe("given: the Worker", () => {
  it("knows its pages", async () => {
    const { ask } = saleOf("pages");
    expect((await ask("GET", "/No%20Such%20Concert")).status).toBe(404);
    expect((await ask("GET", "/pages/dressing-rooms")).status).toBe(404);
    expect((await ask("PATCH", "/pages/holds", {})).status).toBe(405);
  });

  it("refuses nonsense before it asks an object", async () => {
    const { ask } = saleOf("nonsense");
    const wishes = [[], ["A1", "A1"], ["A1", "A2", "A3", "A4", "A5"], ["a1"], ["A0"], [1], "A1", ["'); DROP TABLE"]];
    for (const seats of wishes) {
      expect((await ask("POST", "/nonsense/holds", { buyer: "ada", seats })).state, `${seats}`).toBe("malformed");
    }
    expect((await ask("POST", "/nonsense/holds", { buyer: "../ada", seats: ["A1"] })).state).toBe("malformed");
    expect((await ask("POST", "/nonsense/line", ["ada"])).status).toBe(400);
    expect((await ask("PUT", "/operator/nonsense", { ...HALL, rows: 27 })).status).toBe(400);
    expect((await ask("POST", "/operator/nonsense/rewind", { to: "yesterday" })).status).toBe(400);
  });
});
