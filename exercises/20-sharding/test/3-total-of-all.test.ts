import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { freezeDate, moveDate } from "#testkit/time";
import { eventOf, fill } from "./events.ts";

const SECOND = 1_000;

/** An event with one clap in each old shard, and 0 to 7 in the new ones: 32 in all. */
async function filledEvent(name: string) {
  freezeDate();
  const event = eventOf(name);
  await Promise.all([...event.old.map((shard) => fill(shard, 1)), ...event.now.map((shard, n) => fill(shard, n))]);
  return event;
}

/** What the board tells, or that it doesn't. */
const told = (board: ReturnType<typeof eventOf>["board"]) =>
  Promise.resolve(board.total()).then(
    ({ claps, missing }) => ({ claps, missing }),
    () => "an error",
  );

describe("3. A total", () => {
  it("counts what is in all shards, old and new", async () => {
    const { board } = await filledEvent("show-301");
    const { claps, missing } = await board.total();
    expect({ claps, missing }, "the total of 4 claps in old shards and 28 in new ones").toEqual({
      claps: 32,
      missing: 0,
    });
  });

  it("asks all of them at once", async () => {
    const { board, close, open, untilAsked } = await filledEvent("show-302");
    await close();
    const total = Promise.resolve(board.total());
    const shards = await untilAsked(12);
    await open();
    await total;
    expect(shards, "shards that were asked before the first one has answered").toBe(12);
  });

  it("says how many didn't answer, and counts the others", async () => {
    const { board, old, now } = await filledEvent("show-303");
    await old[0]?.fail();
    await now[5]?.fail();
    expect(await told(board), "the total of 32, when shards with 1 and with 5 of them fail").toEqual({
      claps: 26,
      missing: 2,
    });
  });

  it("makes do without a shard, whatever it fails with", async () => {
    const { board, old, now } = await filledEvent("show-305");
    await old[0]?.fail("lost");
    await now[5]?.fail("broken");
    const what = "the total of 32, when the connection to a shard with 1 breaks, and one with 5 has a bug";
    expect(await told(board), what).toEqual({ claps: 26, missing: 2 });
  });

  it("lacks also what has answered before", async () => {
    const { board, old, now } = await filledEvent("show-306");
    await told(board);
    await old[0]?.fail();
    await now[5]?.fail();
    moveDate(SECOND);
    const what = "the total of 32, when shards with 1 and with 5 of them fail that have answered before";
    expect(await told(board), what).toEqual({ claps: 26, missing: 2 });
  });

  it("lacks nothing any more, once they answer again", async () => {
    const { board, old, now } = await filledEvent("show-307");
    await old[0]?.fail();
    await now[5]?.fail();
    await told(board);
    await old[0]?.mend();
    await now[5]?.mend();
    moveDate(SECOND);
    expect(await told(board), "the total of 32, when two shards answer again").toEqual({ claps: 32, missing: 0 });
  });
});

describe("given: the Worker", () => {
  it("tells the total, and has shards fail where you want to see it", async () => {
    const { now } = eventOf("show-304");
    await fill(now[1] as (typeof now)[number], 1);
    const ask = (path: string, method = "GET") =>
      exports.default.fetch(`https://claps.example/show-304/${path}`, { method });
    expect(await (await ask("total")).json()).toMatchObject({ claps: 1, missing: 0 });
    expect((await ask("shards/8/3?do=fail", "POST")).status).toBe(204);
    expect((await ask("shards/8/8?do=fail", "POST")).status).toBe(404);
    expect((await ask("shards/5/1?do=fail", "POST")).status).toBe(404);
  });
});
