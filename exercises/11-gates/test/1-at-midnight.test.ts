import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DAY, freezeDate, moveDate } from "#testkit/time";
import { shopOf } from "./shops.ts";

const BUDGET = 20;

describe("1. A budget holds, however many ask at once", () => {
  it("isn't given back by an answer to yesterday's question", async () => {
    freezeDate();
    moveDate(DAY - 1);
    const { prices, priceWhile } = shopOf(env, "midnight");
    await priceWhile("lamp", async () => {
      moveDate(1);
      for (let n = 0; n < BUDGET; n++) await prices.price(`item-${n}`);
    });
    const told = await prices.price("one-more");
    expect(told, "one more price, after twenty since midnight and the answer to a question before").toBeNull();
  });
});
