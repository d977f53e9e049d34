import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DAY, freezeDate, HOUR, moveDate } from "#testkit/time";
import { cents, shopOf } from "./shops.ts";

describe("2. A newer price isn't overwritten by an older answer", () => {
  it("keeps a price that came while it asked", async () => {
    freezeDate();
    const { prices, priceWhile } = shopOf(env, "came");
    await priceWhile("lamp", () => prices.changed("lamp", 900));
    expect(cents(await prices.price("lamp")), "cents, after 1000 were on their way and 900 came").toBe(900);
  });

  it("answers the newer price, also to whoever had asked before", async () => {
    freezeDate();
    const { prices, priceWhile } = shopOf(env, "answers");
    const told = await priceWhile("lamp", () => prices.changed("lamp", 900));
    expect(cents(told), "cents, as told to whoever asked before they changed").toBe(900);
  });

  it("keeps it also where an old price was being renewed", async () => {
    freezeDate();
    const { prices, priceWhile } = shopOf(env, "old");
    await prices.changed("lamp", 800);
    moveDate(HOUR);
    await priceWhile("lamp", () => prices.changed("lamp", 900));
    expect(cents(await prices.price("lamp")), "cents, after 1000 were on their way and 900 came").toBe(900);
  });

  it("keeps it also where it is what was kept before", async () => {
    freezeDate();
    const { prices, priceWhile } = shopOf(env, "same");
    await prices.changed("lamp", 800);
    moveDate(HOUR);
    await priceWhile("lamp", () => prices.changed("lamp", 800));
    const told = cents(await prices.price("lamp"));
    expect(told, "cents, after 1000 were on their way and it was 800 again").toBe(800);
  });

  it("keeps it also where it is old itself by the time the answer comes", async () => {
    freezeDate();
    const { shop, prices, priceWhile } = shopOf(env, "hour");
    const told = await priceWhile("lamp", async () => {
      await shop.setPrice("lamp", 900);
      await prices.changed("lamp", 900);
      moveDate(HOUR);
    });
    expect(cents(told), "cents, after 1000 were on their way for an hour and 900 came").toBe(900);
  });

  it("isn't set back by an answer to an earlier question", async () => {
    freezeDate();
    const { prices, shop, asked, priceWhile } = shopOf(env, "earlier");
    await priceWhile("lamp", async () => {
      await shop.setPrice("lamp", 1200);
      await prices.price("lamp");
    });
    // Whoever has the second caller wait for the first one's answer has asked once, and knows no other price.
    const newest = (await asked("lamp")) === 1 ? 1000 : 1200;
    expect(cents(await prices.price("lamp")), "cents, when 1000 were asked for first and came last").toBe(newest);
  });
});

describe("given: prices that are kept", () => {
  it("asks once an hour", async () => {
    freezeDate();
    const { prices, asked } = shopOf(env, "hourly");
    await prices.price("lamp");
    moveDate(HOUR - 1);
    expect(cents(await prices.price("lamp"))).toBe(1000);
    expect(await asked("lamp"), "questions within the hour").toBe(1);
  });

  it("renews a price that is an hour old", async () => {
    freezeDate();
    const { prices, shop, asked } = shopOf(env, "renews");
    await prices.price("lamp");
    await shop.setPrice("lamp", 1200);
    moveDate(HOUR);
    expect(cents(await prices.price("lamp")), "cents, an hour later").toBe(1200);
    expect(cents(await prices.price("lamp")), "cents, right after").toBe(1200);
    expect(await asked("lamp"), "questions, of which one was an hour later").toBe(2);
  });

  it("asks again after a question that failed", async () => {
    freezeDate();
    const { prices, shop, asked } = shopOf(env, "failed");
    await shop.fail("lamp");
    await prices.price("lamp").catch(() => {});
    await shop.mend("lamp");
    expect(cents(await prices.price("lamp").catch(() => null)), "cents, when the shop is well again").toBe(1000);
    expect(await asked("lamp"), "questions, of which the first failed").toBe(2);
  });

  it("renews a price also where another one changes meanwhile", async () => {
    freezeDate();
    const { prices, priceWhile } = shopOf(env, "meanwhile");
    await prices.changed("lamp", 800);
    moveDate(HOUR);
    const told = await priceWhile("lamp", () => prices.changed("chair", 500));
    expect(cents(told), "cents of a lamp, an hour after they were 800").toBe(1000);
    expect(cents(await prices.price("lamp")), "cents, right after").toBe(1000);
  });

  it("tells one price while it waits for another", async () => {
    const { prices, soon, priceWhile } = shopOf(env, "another");
    await prices.changed("chair", 500);
    let told: unknown;
    await priceWhile("lamp", async () => {
      told = await soon(prices.price("chair").then(cents));
    });
    expect(told, "the price of a chair, while that of a lamp is asked for").toBe(500);
  });

  it("has a new budget every day", async () => {
    freezeDate();
    const { prices } = shopOf(env, "daily");
    for (let n = 0; n < 20; n++) await prices.price(`item-${n}`);
    expect(await prices.price("lamp"), "the twenty-first price of a day").toBeNull();
    moveDate(DAY);
    expect(cents(await prices.price("lamp"))).toBe(1000);
    expect(cents(await prices.price("item-0")), "a price that is a day old").toBe(1000);
  });

  it("is reached by the Worker", async () => {
    const ask = (path: string, method = "GET") => exports.default.fetch(`https://prices.example/${path}`, { method });
    expect((await ask("globe/items/lamp?cents=900", "PUT")).status).toBe(204);
    expect(await (await ask("globe/items/lamp")).json()).toMatchObject({ cents: 900 });
    expect((await ask("globe/items/lamp?cents=cheap", "PUT")).status).toBe(400);
    expect((await ask("globe/items/LAMP")).status).toBe(404);
  });
});
