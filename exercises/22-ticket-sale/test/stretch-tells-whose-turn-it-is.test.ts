import { describe, expect, it } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { evictEveryObject } from "#testkit/objects";
import type { TestSocket } from "#testkit/sockets";
import { moveDate } from "#testkit/time";
import { openSale, type Sale, SECOND, TURN } from "./sale.ts";

/** Ada is inside, where there is room for one; Bob waits, then Cem, and both look on. */
async function waiting(name: string) {
  const sale = await openSale(name, { room: 1 });
  for (const buyer of ["ada", "bob", "cem"]) await sale.enter(buyer);
  return { sale, bob: await sale.look("?buyer=bob"), cem: await sale.look("?buyer=cem") };
}

/** Until when it is their turn, as they have been told. */
async function told(sale: Sale, socket: TestSocket): Promise<unknown[]> {
  const turns = () => socket.messages().flatMap(({ type, until }) => (type === "turn" ? [until] : []));
  for (let questions = 0; questions < 20 && turns().length === 0; questions++) await sale.bank.books();
  return turns();
}

describe("Stretch: whoever waits and looks on needn't ask", () => {
  it("is told when it is her turn, and nobody else is", async () => {
    const { sale, bob, cem } = await waiting("told");
    await sale.leave("ada");
    expect(await told(sale, bob), "what Bob is told").toEqual([Date.now() + TURN]);
    expect(await told(sale, cem), "what Cem is told").toEqual([]);
    expect((await sale.hold("bob", "A1")).state, "what comes of Bob's asking for a seat").toBe("held");
  });

  it("is told so when a turn ends by itself", async () => {
    const { sale, bob } = await waiting("by-itself");
    await passTimeForAll(TURN);
    expect(await told(sale, bob), "what Bob is told when Ada's turn is over").toEqual([Date.now() + TURN]);
  });

  it("keeps her place without asking", async () => {
    const { sale, bob } = await waiting("keeps");
    moveDate(100 * SECOND);
    expect((await sale.enter("dora")).ahead, "how many are ahead of Dora, who comes much later").toBe(2);
    await sale.leave("ada");
    expect((await told(sale, bob)).length, "how often Bob is told that it is his turn").toBe(1);
  });

  it("is told by objects that have slept", async () => {
    const { sale, bob } = await waiting("slept");
    await evictEveryObject();
    await sale.leave("ada");
    expect(await told(sale, bob), "what Bob is told").toEqual([Date.now() + TURN]);
  });

  it("is told so in the end, when the one before her has gone without a word", async () => {
    const sale = await openSale("silent", { room: 1 });
    await sale.enter("ada");
    moveDate(TURN - 10 * SECOND);
    for (const buyer of ["bob", "cem"]) await sale.enter(buyer);
    const cem = await sale.look("?buyer=cem");
    // Bob may have his turn after Ada, though he isn't there; or lose his place before it.
    await passTimeForAll(10 * SECOND + 31 * SECOND + TURN);
    expect((await told(sale, cem)).length, "how often Cem has been told that it is his turn").toBe(1);
  });
});
