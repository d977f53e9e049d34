import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { eventOf, fill, unheardOfEvent } from "./events.ts";

/** An event where Bob clapped three times while there were four shards, and somebody else in each of them. */
async function eventWithPast(name: string) {
  const event = eventOf(name);
  for (let n = 0; n < 3; n++) await event.oldHomeOf("bob").add("bob");
  await Promise.all(event.old.map((shard) => fill(shard, 1)));
  return event;
}

describe("2. A viewer's claps from when there were fewer shards", () => {
  it("are found when she hasn't clapped since", async () => {
    const { clapsOf } = await eventWithPast("show-201");
    expect(await clapsOf("bob"), "claps of a viewer who clapped three times, when there were four shards").toBe(3);
  });

  it("are found in whichever of the old shards they are", async () => {
    const { oldHomeOf, clapsOf } = eventOf("show-204");
    const viewers = Array.from({ length: 8 }, (_, n) => `viewer-${n}`);
    await Promise.all(viewers.map((viewer) => oldHomeOf(viewer).add(viewer)));
    const claps = await Promise.all(viewers.map(clapsOf));
    const lost = viewers.filter((_, n) => claps[n] !== 1);
    expect(lost, "viewers who clapped once, when there were four shards, and of whom that isn't known").toEqual([]);
  });

  it("are added to what came since", async () => {
    const { clap, clapsOf } = await eventWithPast("show-202");
    for (let n = 0; n < 12; n++) await clap("bob");
    expect(await clapsOf("bob"), "claps of a viewer who clapped three times then, and twelve times now").toBe(15);
  });

  it("are asked for where they can be, and nowhere else", async () => {
    const { clapsOf } = eventOf(await unheardOfEvent());
    const before = (await listDurableObjectIds(env.SHARD)).length;
    await clapsOf("bob");
    const asked = (await listDurableObjectIds(env.SHARD)).length - before;
    expect(asked, "shards that were asked for the claps of one viewer: at most").toBeLessThanOrEqual(2);
  });
});

describe("given: a viewer's claps", () => {
  it("are hers alone", async () => {
    const { clap, clapsOf } = eventOf("show-203");
    for (let n = 0; n < 12; n++) await clap("ada");
    expect(await clapsOf("ada")).toBe(12);
    expect(await clapsOf("cleo")).toBe(0);
  });
});
