import { describe, expect, it } from "vitest";
import { moveDate } from "#testkit/time";
import { call, forecast, LIMIT, limiterOf, WINDOW } from "./customers.ts";

describe("2. A limiter tells what is left, and when to come again", () => {
  it("counts down what remains", async () => {
    const limiter = limiterOf("counts down");
    const remaining = [];
    for (let n = 0; n < LIMIT + 1; n++) remaining.push((await limiter.take()).remaining);
    expect(remaining, "what remains after each of six calls").toEqual([4, 3, 2, 1, 0, 0]);
  });

  it("counts up again as calls grow old", async () => {
    const limiter = limiterOf("counts up");
    await call(limiter, 3);
    moveDate(20_000);
    await call(limiter, 2);
    moveDate(40_000);
    expect((await limiter.take()).remaining, "what remains after a call, when three of five are a minute old").toBe(2);
  });

  it("lets nobody wait who needn't", async () => {
    const limiter = limiterOf("needn't wait");
    const { retryAfter } = await limiter.take();
    expect(retryAfter, "milliseconds to wait after the first call").toBe(0);
  });

  it("names the wait until the oldest call is a minute old", async () => {
    const limiter = limiterOf("oldest");
    await call(limiter, 1);
    moveDate(10_000);
    await call(limiter, 3);
    moveDate(10_000);
    const fifth = await limiter.take();
    expect(fifth.retryAfter, "milliseconds to wait, said with the last call that is allowed").toBe(40_000);
    moveDate(15_000);
    expect((await limiter.take()).retryAfter, "milliseconds to wait, said 15 s later with a refusal").toBe(25_000);
    moveDate(25_000);
    const next = await limiter.take();
    expect(next.allowed, "whether the call is allowed after that wait").toBe(true);
    expect(next.retryAfter, "milliseconds to wait for those 10 s younger").toBe(10_000);
  });

  it("says by HTTP how many seconds to wait, and not one too few", async () => {
    limiterOf("gwen");
    for (let n = 0; n < LIMIT; n++) await forecast("gwen-phone");
    moveDate(WINDOW / 2 + 999);
    const refused = await forecast("gwen-phone");
    expect(refused.status, "the status of a sixth call").toBe(429);
    expect(refused.headers.get("Retry-After"), "whole seconds, where 29.001 are left").toBe("30");
    moveDate(Number(refused.headers.get("Retry-After")) * 1000);
    expect((await forecast("gwen-phone")).status, "the status after that wait").toBe(200);
  });
});
