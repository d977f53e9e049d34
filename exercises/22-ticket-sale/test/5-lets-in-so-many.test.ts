import { describe, expect, it } from "vitest";
import { moveDate } from "#testkit/time";
import { type Answer, crashes, expectParts, openSale, type Sale, SECOND, saleOf, TURN } from "./sale.ts";

/** Buyers come, or ask again, one after the other. Answers how each one stands. */
async function ask(sale: Sale, ...buyers: string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const buyer of buyers) answers.push(inWords(buyer, await sale.enter(buyer)));
  return answers;
}

function inWords(buyer: string, { state, ahead }: Answer): string {
  return state === "waiting" ? `${buyer}: ${ahead} ahead` : `${buyer}: ${state}`;
}

describe("5. So many buyers may choose seats at once", () => {
  it("lets in as many as there is room for, and tells the others how many are ahead", async () => {
    const sale = await openSale("room", { room: 2 });
    expect(
      await ask(sale, "ada", "bob", "cem", "dora"),
      "the answers to four buyers, where there is room for two",
    ).toEqual(["ada: inside", "bob: inside", "cem: 0 ahead", "dora: 1 ahead"]);
  });

  it("tells until when it is a buyer's turn, and doesn't prolong it", async () => {
    const sale = await openSale("until", { room: 1 });
    const until = Date.now() + TURN;
    expectParts(await sale.enter("ada"), "the answer to Ada", { state: "inside", status: 200, until });
    moveDate(100 * SECOND);
    expect((await sale.enter("ada")).until, "until when it is her turn, when she asks again").toBe(until);
  });

  it("lets in nobody where nothing is on sale", async () => {
    const sale = saleOf("not-on-sale");
    expect((await sale.enter("ada")).status, "status of coming to a concert that isn't open").toBe(404);
  });

  it("gives seats to nobody outside", async () => {
    const sale = await openSale("outside", { room: 1 });
    await ask(sale, "ada", "bob");
    expect((await sale.hold("bob", "A1")).status, "status of asking for seats while one waits").toBe(403);
    expect((await sale.hold("cem", "A1")).state, "what comes of it for somebody who never came").toBe("outside");
    expect(await sale.stateOf("A1"), "the seat").toEqual({ A1: "free" });
    expect((await sale.hold("ada", "A1")).state, "what comes of it for who is inside").toBe("held");
  });

  it("lets in the next when somebody leaves, in the order in which they came", async () => {
    const sale = await openSale("order", { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    await sale.leave("ada");
    const answers = await ask(sale, "cem", "bob", "cem");
    expect(answers.slice(1), "Bob, who was before Cem, and then Cem").toEqual(["bob: inside", "cem: 0 ahead"]);
    expect(answers[0], "Cem, who asks before Bob does").not.toBe("cem: inside");
  });

  it("gives no better place to whoever asks more often", async () => {
    const sale = await openSale("often", { room: 1 });
    await ask(sale, "ada", "bob", "cem", "cem", "cem", "bob", "cem");
    await sale.leave("ada");
    expect(await ask(sale, "bob", "cem"), "Bob and Cem, when there is room").toEqual(["bob: inside", "cem: 0 ahead"]);
  });

  it("puts whoever leaves and comes back behind the others", async () => {
    const sale = await openSale("back", { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    await sale.leave("bob");
    expect(await ask(sale, "cem", "bob"), "Cem and Bob").toEqual(["cem: 0 ahead", "bob: 1 ahead"]);
  });

  it("ends a turn by itself", async () => {
    const sale = await openSale("turn", { room: 1 });
    await ask(sale, "ada");
    moveDate(TURN - 20 * SECOND);
    expect(await ask(sale, "bob"), "Bob, 20 seconds before the end of Ada's turn").toEqual(["bob: 0 ahead"]);
    moveDate(20 * SECOND);
    expect((await sale.hold("ada", "A1")).state, "what comes of Ada's asking for seats when it is over").toBe(
      "outside",
    );
    expect(await ask(sale, "bob", "ada"), "Bob and Ada when it is over").toEqual(["bob: inside", "ada: 0 ahead"]);
  });

  it("waits for nobody who hasn't asked for more than 30 seconds", async () => {
    const sale = await openSale("abandoned", { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    moveDate(20 * SECOND);
    expect(await ask(sale, "cem"), "Cem, 20 seconds after Bob").toEqual(["cem: 1 ahead"]);
    moveDate(15 * SECOND);
    expect(await ask(sale, "cem"), "Cem, 35 seconds after Bob").toEqual(["cem: 0 ahead"]);
    await sale.leave("ada");
    expect(await ask(sale, "cem", "bob"), "Cem, and Bob who comes back").toEqual(["cem: inside", "bob: 0 ahead"]);
  });

  it("puts whoever comes back after more than 30 seconds behind the others", async () => {
    const sale = await openSale("comes-back", { room: 1 });
    await ask(sale, "ada", "bob");
    moveDate(20 * SECOND);
    await ask(sale, "cem");
    moveDate(15 * SECOND);
    expect(await ask(sale, "bob", "cem"), "Bob, 35 seconds after he last asked, and Cem").toEqual([
      "bob: 1 ahead",
      "cem: 0 ahead",
    ]);
  });

  it("keeps the place of whoever goes on asking", async () => {
    const sale = await openSale("patient", { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    for (let minutes = 0; minutes < 4; minutes++) {
      for (let times = 0; times < 3; times++) {
        moveDate(20 * SECOND);
        await ask(sale, "cem", "bob");
      }
    }
    await sale.leave("ada");
    expect(await ask(sale, "bob", "cem"), "Bob and Cem, four minutes later").toEqual(["bob: inside", "cem: 0 ahead"]);
  });

  it("keeps the place of whoever asks again after thirty seconds, and no more", async () => {
    const sale = await openSale("thirty", { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    moveDate(9 * SECOND);
    await ask(sale, "bob", "cem");
    moveDate(30 * SECOND);
    expect(await ask(sale, "cem", "bob"), "Cem and Bob, thirty seconds after they asked for the second time").toEqual([
      "cem: 1 ahead",
      "bob: 0 ahead",
    ]);
  });

  it("leaves a hold to whoever has left", async () => {
    const sale = await openSale("left-with-seats", { room: 1 });
    const { hold } = await sale.choose("ada", "A1");
    await sale.leave("ada");
    expect(await ask(sale, "bob"), "Bob").toEqual(["bob: inside"]);
    expect(await sale.stateOf("A1"), "Ada's seat").toEqual({ A1: "held" });
    expect((await sale.release(hold)).state, "what comes of Ada's giving it back").toBe("released");
  });

  it.for(crashes)("keeps the place of whoever goes on asking, after everything %s", async ([how, crash]) => {
    const sale = await openSale(`patient-${how}`, { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    for (let times = 0; times < 2; times++) {
      moveDate(20 * SECOND);
      await ask(sale, "cem", "bob");
    }
    await crash();
    expect(await ask(sale, "cem", "bob"), "Cem and Bob, who have asked every 20 seconds").toEqual([
      "cem: 1 ahead",
      "bob: 0 ahead",
    ]);
  });

  it.for(crashes)("knows who is inside, and who waits, after everything %s", async ([how, crash]) => {
    const sale = await openSale(how, { room: 1 });
    await ask(sale, "ada", "bob", "cem");
    await crash();
    expect(await ask(sale, "dora", "cem", "bob", "ada"), "everybody, and Dora who comes now").toEqual([
      "dora: 2 ahead",
      "cem: 1 ahead",
      "bob: 0 ahead",
      "ada: inside",
    ]);
    await sale.leave("ada");
    await crash();
    expect(await ask(sale, "bob", "cem"), "Bob and Cem, when Ada has left").toEqual(["bob: inside", "cem: 0 ahead"]);
  });

  it.for(crashes)("keeps the order of twelve who wait, after everything %s", async ([how, crash]) => {
    const sale = await openSale(`twelve-${how}`, { room: 1 });
    const waiting = Array.from({ length: 12 }, (_, number) => `buyer-${number}`);
    await ask(sale, "ada", ...waiting);
    await crash();
    const answers = await ask(sale, ...waiting);
    const misplaced = answers.filter((answer, number) => answer !== `buyer-${number}: ${number} ahead`);
    expect(misplaced, "those of them who stand elsewhere than before").toEqual([]);
  });
});
