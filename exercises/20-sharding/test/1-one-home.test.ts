import { listDurableObjectIds } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { eventOf, NEW } from "./events.ts";

/** Names that a viewer can have, and that mean something to JavaScript, or look like a number. */
const ODD = ["constructor", "length", "at", "concat", "null", "undefined", "true", "nan", "0", "-1", "1e3", "-"];

const viewers = (count: number) => Array.from({ length: count }, (_, n) => `viewer-${n}`);

describe("1. The claps of a viewer", () => {
  it("spread over all eight shards", async () => {
    const { now, clap } = eventOf("show-101");
    await Promise.all(viewers(80).map(clap));
    const sums = await Promise.all(now.map((shard) => shard.sum()));
    expect(sums.filter((sum) => sum > 0).length, "shards in which the claps of eighty viewers are").toBe(NEW);
    expect(Math.max(...sums), "claps in the busiest shard, of eighty").toBeLessThan(20);
  });

  it("keep to one shard each", async () => {
    const { now, clap } = eventOf("show-102");
    for (let n = 0; n < 12; n++) await clap("ada");
    const counts = await Promise.all(now.map((shard) => shard.countOf("ada")));
    expect(
      counts.filter((count) => count > 0),
      "claps of a viewer who clapped twelve times, by shard",
    ).toEqual([12]);
  });

  it("have no shards but those of the event", async () => {
    const { now, clap } = eventOf("show-103");
    const before = await listDurableObjectIds(env.SHARD);
    await Promise.all(viewers(30).map(clap));
    const known = new Set([...before, ...now.map(({ id }) => id)].map(String));
    const others = (await listDurableObjectIds(env.SHARD)).filter((id) => !known.has(String(id)));
    expect(others.length, "objects that thirty viewers made, beside the eight shards").toBe(0);
  });

  it("are in one of the eight shards, whatever her name is", async () => {
    const { now, clap } = eventOf("show-104");
    await Promise.all(ODD.map(clap));
    const kept = await Promise.all(
      ODD.map(async (name) => {
        const counts = await Promise.all(now.map((shard) => shard.countOf(name)));
        return counts.some((count) => count > 0);
      }),
    );
    const lost = ODD.filter((_, n) => !kept[n]);
    expect(lost, "viewers whose claps are in none of the eight shards").toEqual([]);
  });
});

describe("given: the Worker", () => {
  it("makes no object for what is no event, or no viewer", async () => {
    const before = (await listDurableObjectIds(env.SHARD)).length;
    const clap = async (path: string) =>
      (await exports.default.fetch(`https://claps.example/${path}`, { method: "POST" })).status;
    expect(await clap("show-0/claps?viewer=ada")).toBe(404);
    expect(await clap("show-1000/claps?viewer=ada")).toBe(404);
    expect(await clap("..%2f/claps?viewer=ada")).toBe(404);
    expect(await clap("show-1/claps?viewer=<ada>")).toBe(400);
    expect(await clap("show-1/claps")).toBe(400);
    expect((await listDurableObjectIds(env.SHARD)).length).toBe(before);
  });
});
