import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DAY, freezeDate, moveDate } from "#testkit/time";
import { shopOf, WAITS } from "./shops.ts";

const BUDGET = 20;

/** A question goes out a moment before midnight. Twenty who come after midnight are told prices, and then it is answered. */
async function overMidnight(name: string) {
  const { prices, shop, untilShop, soon } = shopOf(env, name);
  freezeDate();
  moveDate(DAY - 1);
  await shop.close("lamp");
  const asking = Promise.resolve(prices.price("lamp"));
  await untilShop((questions) => questions.includes("lamp"));
  moveDate(1);
  let refused = 0;
  for (let n = 0; n < BUDGET; n++) {
    const price = await soon(prices.price(`item-${n}`));
    if (price === WAITS) break;
    if (price === null) refused++;
  }
  await shop.serve("lamp");
  await asking;
  return { prices, refused };
}

describe("1. A budget holds, however many ask at once", () => {
  it("isn't given back by an answer to yesterday's question", async () => {
    const { prices } = await overMidnight("midnight");
    const told = await prices.price("one-more");
    expect(told, "one more price, after twenty since midnight and the answer to a question before").toBeNull();
  });
});

describe("given: a budget a day", () => {
  it("isn't spent by yesterday's question", async () => {
    const { refused } = await overMidnight("twenty-each-day");
    expect(refused, "those of twenty since midnight who were told that there is no price").toBe(0);
  });
});
