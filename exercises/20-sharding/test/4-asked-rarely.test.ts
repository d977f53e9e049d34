import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { freezeDate, moveDate } from "#testkit/time";
import { eventOf, fill } from "./events.ts";

const SECOND = 1_000;

/** An event with a clap in one shard, and under a frozen date. */
async function quietEvent(name: string) {
  const now = freezeDate();
  const event = eventOf(name);
  const [shard] = event.now as [(typeof event.now)[number]];
  await fill(shard, 1);
  return { ...event, shard, startedAt: now };
}

/** Until a call that was made before has reached the object, and has got as far as it gets without others. */
async function arrives(stub: DurableObjectStub): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
}

describe("4. A total that many look at", () => {
  it("tells the same for a second", async () => {
    const { board, shard, asked } = await quietEvent("show-401");
    const { claps, asOf } = await board.total();
    await fill(shard, 1);
    moveDate(SECOND - 1);
    const later = await board.total();
    expect([later.claps, later.asOf - asOf], "claps, and milliseconds by which the total is newer").toEqual([claps, 0]);
    expect(later.claps, "claps, of which there was one at first").toBe(1);
    expect(Math.max(...(await asked())), "questions to a shard within a second").toBe(1);
  });

  it("isn't a second old", async () => {
    const { board, shard } = await quietEvent("show-402");
    await board.total();
    await fill(shard, 1);
    moveDate(SECOND);
    expect((await board.total()).claps, "claps, a second after there was one").toBe(2);
  });

  it("serves for a second also where it lacks something", async () => {
    const { board, shard, all } = await quietEvent("show-406");
    await shard.fail();
    // What a board does that has no total then is another task's.
    const look = () => Promise.resolve(board.total()).catch(() => {});
    await look();
    await look();
    const others = await Promise.all(all.filter((each) => each !== shard).map((each) => each.asked()));
    expect(
      Math.max(...others),
      "questions to a shard that answers, by two looks within a second, while another one fails: at most",
    ).toBeLessThanOrEqual(1);
  });

  it("asks each shard once for fifty who look at once", async () => {
    const { board, close, open, asked, untilAsked } = await quietEvent("show-403");
    await close();
    const totals = Promise.all(Array.from({ length: 50 }, () => board.total()));
    await untilAsked(12);
    await open();
    await totals;
    expect(Math.max(...(await asked())), "questions to a shard, when fifty look at once").toBe(1);
  });

  it("asks no shard again while it still waits for the first answer", async () => {
    const { board, close, open, asked, untilAsked } = await quietEvent("show-405");
    await close();
    const first = Promise.resolve(board.total());
    await untilAsked(12);
    moveDate(2 * SECOND);
    const second = Promise.resolve(board.total());
    await arrives(board);
    await open();
    await Promise.all([first, second]);
    expect(Math.max(...(await asked())), "questions to a shard that takes two seconds, when two look").toBe(1);
  });

  it("says when the shards were asked", async () => {
    const { board, close, open, untilAsked, startedAt } = await quietEvent("show-404");
    await close();
    const total = Promise.resolve(board.total());
    await untilAsked(1);
    moveDate(5 * SECOND);
    await open();
    const { asOf } = await total;
    expect(asOf - startedAt, "milliseconds from the question to asOf, when answers took five seconds").toBe(0);
    const next = await board.total();
    expect(next.asOf - startedAt, "milliseconds from the first question to the next total's asOf").toBe(5 * SECOND);
  });
});
