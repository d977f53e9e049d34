import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";
import { crowd, SEATS, saleOn } from "./crowd.ts";

describe("5. So many buyers may choose seats at once, of two hundred who come at once", () => {
  it("lets in twenty", async () => {
    await using worker = await startWorker();
    const sale = await saleOn(worker, "two-hundred", { room: 20 });
    const buyers = crowd(200);
    const places = await Promise.all(buyers.map(({ buyer }) => sale.enter(buyer)));
    const inside = places.filter(({ state }) => state === "inside");
    expect(inside.length, "buyers who are inside, of two hundred at once").toBe(20);
    const ahead = places.flatMap((place) => (place.state === "waiting" ? [place.ahead] : []));
    expect(
      ahead.toSorted((a, b) => a - b),
      "how many are ahead of those who wait",
    ).toEqual(Array.from({ length: 180 }, (_, index) => index));
    const holds = await Promise.all(
      buyers.slice(0, 40).map(({ buyer, number }) => sale.hold(buyer, SEATS[number] as string)),
    );
    const waiting = places.slice(0, 40).filter(({ state }) => state === "waiting").length;
    const outside = holds.filter(({ state }) => state === "outside").length;
    expect(outside, "of forty who ask for seats, those who are told that it isn't their turn").toBe(waiting);
  });
});
