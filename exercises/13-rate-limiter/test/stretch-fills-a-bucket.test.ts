import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { moveDate } from "#testkit/time";
import { LIMIT, limiterOf, stored, WINDOW } from "./customers.ts";

/** A token comes in every 12 seconds, until there are five. */
const DROP = WINDOW / LIMIT;

describe("Stretch: a bucket of tokens does with less", () => {
  it("allows five at once, then one each twelve seconds", async () => {
    const limiter = limiterOf("bucket");
    expect(await takeTokens(limiter, 6), "calls allowed of six in one millisecond").toBe(5);
    moveDate(DROP - 1);
    expect(await takeTokens(limiter, 1), "calls allowed a millisecond before a token comes in").toBe(0);
    moveDate(1);
    expect(await takeTokens(limiter, 2), "calls allowed when one has come in").toBe(1);
  });

  it("never holds more than five", async () => {
    const limiter = limiterOf("overflow");
    await takeTokens(limiter, 1);
    moveDate(10 * WINDOW);
    expect(await takeTokens(limiter, 10), "calls allowed after ten minutes of silence").toBe(5);
  });

  it("loses no part of a token, whoever asks meanwhile", async () => {
    const limiter = limiterOf("parts");
    await takeTokens(limiter, 5);
    let allowed = 0;
    for (let second = 0; second < 60; second += 5) {
      moveDate(5_000);
      allowed += await takeTokens(limiter, 1);
    }
    expect(allowed, "calls allowed of one every five seconds, in a minute that began empty").toBe(5);
  });

  it("isn't a millisecond late, either", async () => {
    const limiter = limiterOf("parts of a token");
    await takeTokens(limiter, 5);
    for (let part = 1; part < 10; part++) {
      moveDate(DROP / 10);
      await takeTokens(limiter, 1);
    }
    moveDate(DROP / 10);
    expect(await takeTokens(limiter, 1), "calls allowed when a token has come in, asked for ten times").toBe(1);
  });

  it("tells what is left, and when to come again", async () => {
    const limiter = limiterOf("bucket's truth");
    expect(await limiter.takeToken()).toMatchObject({ allowed: true, remaining: 4, retryAfter: 0 });
    await takeTokens(limiter, 4);
    moveDate(5_000);
    expect(await limiter.takeToken()).toMatchObject({ allowed: false, remaining: 0, retryAfter: DROP - 5_000 });
  });

  it("stores one thing, however many calls there were, and keeps it", async () => {
    const limiter = limiterOf("one thing");
    await takeTokens(limiter, 3);
    expect((await stored(limiter)).split("\n"), "rows and keys after three calls").toHaveLength(1);
    await evict(limiter);
    expect(await takeTokens(limiter, 5), "calls allowed after three, of a new instance").toBe(2);
  });
});

async function takeTokens(limiter: { takeToken(): PromiseLike<{ allowed: boolean }> }, times: number): Promise<number> {
  let allowed = 0;
  for (let n = 0; n < times; n++) if ((await limiter.takeToken()).allowed) allowed++;
  return allowed;
}
