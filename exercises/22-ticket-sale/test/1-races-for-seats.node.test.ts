import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { crowd, doubles, SEATS, saleOn } from "./crowd.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

describe("1. A seat is held by one buyer at a time, of two hundred at once", () => {
  it("is given to one of five who want it", async () => {
    const sale = await saleOn(worker, "one-of-five");
    const buyers = crowd(200);
    await Promise.all(buyers.map(({ buyer }) => sale.enter(buyer)));
    const answers = await Promise.all(
      buyers.map(({ buyer, number }) => sale.hold(buyer, SEATS[number % 40] as string)),
    );
    const held = answers.flatMap((answer) => (answer.state === "held" ? answer.seats : []));
    expect(doubles(held), "seats that two buyers hold").toEqual([]);
    expect(held.toSorted(), "seats that somebody holds").toEqual(SEATS);
  });

  it("is given together with its neighbours, or not at all", async () => {
    const sale = await saleOn(worker, "neighbours");
    const buyers = crowd(200);
    await Promise.all(buyers.map(({ buyer }) => sale.enter(buyer)));
    const answers = await Promise.all(
      buyers.map(({ buyer, number }) => {
        const first = (number * 17) % 38;
        return sale.hold(buyer, ...SEATS.slice(first, first + 3));
      }),
    );
    const held = answers.flatMap((answer) => (answer.state === "held" ? answer.seats : []));
    const seats = Object.entries(await sale.seats()).flatMap(([seat, state]) => (state === "held" ? [seat] : []));
    expect(doubles(held), "seats that two buyers hold").toEqual([]);
    expect(seats, "seats shown as held: those of the holds that were given, and no others").toEqual(held.toSorted());
    expect(held.length, "seats that somebody holds").toBeGreaterThan(0);
  });
});
