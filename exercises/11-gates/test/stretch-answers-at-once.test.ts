import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { freezeDate, HOUR, moveDate } from "#testkit/time";
import { cents, shopOf } from "./shops.ts";

/** A lamp for 800 that is an hour old, and costs 1000 by now. The shop's desk is closed. */
async function oldPrice(name: string) {
  freezeDate();
  const of = shopOf(env, name);
  await of.prices.changed("lamp", 800);
  moveDate(HOUR);
  await of.shop.close("lamp");
  const quote = () => of.prices.quote("lamp").then(cents);
  /** The shop answers, and in the end somebody is told something else than 800. */
  const serve = async () => {
    await of.shop.open("lamp");
    await of.shop.serve("lamp");
    let told = await quote();
    for (let looks = 0; looks < 100 && told === 800; looks++) told = await quote();
    return told;
  };
  return { ...of, quote, serve };
}

describe("Stretch: an old price is told at once, and renewed behind it", () => {
  it("keeps nobody waiting", async () => {
    const { quote, soon, serve } = await oldPrice("nobody-waits");
    expect(await soon(quote()), "cents of an old price, while the shop hasn't answered").toBe(800);
    expect(await serve(), "cents, once it has").toBe(1000);
  });

  it("asks once, however many are told it", async () => {
    const { quote, soon, serve, asked } = await oldPrice("asks-once");
    for (let n = 0; n < 5; n++) await soon(quote());
    await serve();
    expect(await asked("lamp"), "questions, of five who were told the old price").toBe(1);
  });

  it("asks for each item by itself", async () => {
    const { prices, shop, quote, soon, untilShop, asked } = await oldPrice("each-item");
    await prices.changed("chair", 500);
    moveDate(HOUR);
    await soon(quote());
    await soon(prices.quote("chair"));
    await untilShop((questions) => questions.includes("chair"));
    expect(await asked("chair"), "questions for a chair, while a lamp is being renewed").toBe(1);
    await shop.serve("lamp");
  });

  it("asks again after a failure, and tells the old price until then", async () => {
    const { quote, soon, serve, shop } = await oldPrice("fails");
    await shop.fail("lamp");
    await soon(quote());
    await shop.serve("lamp");
    expect(await soon(quote()), "cents, after the shop has failed").toBe(800);
    await shop.mend("lamp");
    expect(await serve(), "cents, when it is well again").toBe(1000);
  });

  it("waits where nothing is kept yet", async () => {
    const { prices } = await oldPrice("nothing-yet");
    expect(cents(await prices.quote("chair")), "cents of what nobody has asked for before").toBe(1000);
  });
});
