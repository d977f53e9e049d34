import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { moveDate } from "#testkit/time";
import { call, forecast, LIMIT, limiterOf, stored, WINDOW } from "./customers.ts";

describe("1. A limiter allows five calls within any minute", () => {
  it("allows five, and no sixth", async () => {
    const limiter = limiterOf("six");
    expect(await call(limiter, 6), "calls allowed of six in one millisecond").toBe(LIMIT);
  });

  it("refuses what a clock's new minute would allow", async () => {
    const limiter = limiterOf("two minutes");
    moveDate(WINDOW - 1);
    await call(limiter, LIMIT);
    moveDate(1);
    expect(await call(limiter, LIMIT), "calls allowed a millisecond after five, in a new minute of the clock").toBe(0);
  });

  it("is exact to the millisecond", async () => {
    const limiter = limiterOf("millisecond");
    moveDate(WINDOW / 2);
    await call(limiter, LIMIT);
    moveDate(WINDOW - 1);
    expect(await call(limiter, 1), "calls allowed a millisecond before the five are a minute old").toBe(0);
    moveDate(1);
    expect(await call(limiter, LIMIT + 1), "calls allowed when the five are a minute old").toBe(LIMIT);
  });

  it("has room again as call after call grows old", async () => {
    const limiter = limiterOf("one by one");
    moveDate(WINDOW / 2);
    await call(limiter, 2);
    moveDate(20_000);
    await call(limiter, 3);
    moveDate(40_000);
    expect(await call(limiter, LIMIT), "calls allowed when two of five are a minute old").toBe(2);
    moveDate(20_000);
    expect(await call(limiter, LIMIT), "calls allowed 20 s later, when the other three are").toBe(3);
  });

  it("doesn't count the calls that it refuses", async () => {
    const limiter = limiterOf("refused");
    moveDate(WINDOW / 2);
    await call(limiter, LIMIT);
    moveDate(WINDOW / 2);
    await call(limiter, 20);
    moveDate(WINDOW / 2);
    expect(await call(limiter, 1), "calls allowed a minute after five, 20 having been refused meanwhile").toBe(1);
  });

  it("stores nothing for a call that it refuses", async () => {
    const limiter = limiterOf("nothing stored");
    await call(limiter, LIMIT);
    const before = await stored(limiter);
    moveDate(1);
    await call(limiter, 3);
    expect((await stored(limiter)) === before, "whether storage is as it was before three refusals").toBe(true);
  });

  it("goes on counting after an eviction", async () => {
    const limiter = limiterOf("evicted");
    await call(limiter, 3);
    await evict(limiter);
    expect(await call(limiter, LIMIT), "calls allowed after three, of a new instance").toBe(2);
  });
});

describe("given: the Worker", () => {
  it("answers with a forecast, and what remains", async () => {
    const answer = await forecast("hugo-phone");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("X-RateLimit-Remaining")).toMatch(/^\d+$/);
    expect(await answer.json()).toEqual({ tomorrow: "rain, later sun" });
  });
});
