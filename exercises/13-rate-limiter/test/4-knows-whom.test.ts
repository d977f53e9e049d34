import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { freezeDate } from "#testkit/time";
import { forecast, LIMIT } from "./customers.ts";

describe("4. Each customer has a limiter of their own", () => {
  it("so that one doesn't use up what is another's", async () => {
    freezeDate();
    for (let n = 0; n < LIMIT; n++) await forecast("ada-phone");
    expect((await forecast("ada-phone")).status, "the status of Ada's sixth call").toBe(429);
    expect((await forecast("bob-phone")).status, "the status of Bob's first").toBe(200);
  });

  it("and only one, for all of their keys", async () => {
    freezeDate();
    for (let n = 0; n < LIMIT; n++) await forecast(n % 2 ? "cleo-phone" : "cleo-laptop");
    const statuses = [(await forecast("cleo-phone")).status, (await forecast("cleo-laptop")).status];
    expect(statuses, "the statuses with either key, after five calls with both").toEqual([429, 429]);
  });

  it("while a key that nobody has is refused, and makes no object", async () => {
    freezeDate();
    const before = (await listDurableObjectIds(env.RATE_LIMITER)).length;
    const hostile = ["", "mallory", "constructor", "ADA-PHONE", "ada", "../ada-phone", "'; DROP TABLE calls", longKey];
    const statuses = await Promise.all(hostile.map(async (key) => (await forecast(key)).status));
    expect([...new Set(statuses)], "statuses of keys that are made up").toEqual([401]);
    expect((await listDurableObjectIds(env.RATE_LIMITER)).length - before, "objects that they made").toBe(0);
  });
});

const longKey = "k".repeat(5_000);
