import { describe, expect, it } from "vitest";
import { alarmOf, passTime } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { MINUTE, moveDate } from "#testkit/time";
import { call, LIMIT, limiterOf, stored, WINDOW } from "./customers.ts";

describe("3. A limiter forgets what doesn't count any more", () => {
  it("stores nothing of a customer who calls no more", async () => {
    const limiter = limiterOf("calls no more");
    await call(limiter, 3);
    moveDate(20_000);
    await call(limiter, 2);
    await evict(limiter);
    await passTime(limiter, 3 * WINDOW);
    expect(await stored(limiter), "what is stored three minutes after the last call").toBe("");
    expect(await alarmOf(limiter), "the alarm, when nothing is stored").toBeNull();
  });

  it("stores no more for a customer who never stops", async () => {
    const limiter = limiterOf("never stops");
    const lengths = [];
    for (let n = 0; n < 24; n++) {
      await call(limiter, 1);
      lengths.push((await stored(limiter)).length);
      await passTime(limiter, MINUTE / 3);
    }
    const early = Math.max(...lengths.slice(0, 6));
    const late = Math.max(...lengths.slice(-6));
    expect(late / early, "times as much stored after eight minutes of calls as after two").toBeLessThan(1.5);
  });

  it("stores no more where each call meets a new instance", async () => {
    const limiter = limiterOf("new instances");
    const lengths = [];
    for (let n = 0; n < 15; n++) {
      await call(limiter, 1);
      lengths.push((await stored(limiter)).length);
      await evict(limiter);
      await passTime(limiter, MINUTE / 3);
    }
    const early = Math.max(...lengths.slice(0, 6));
    const late = Math.max(...lengths.slice(-6));
    expect(late / early, "times as much stored after five minutes of calls as after two").toBeLessThan(1.5);
  });

  it("isn't woken every few seconds", async () => {
    const limiter = limiterOf("every few seconds");
    await call(limiter, LIMIT);
    const alarms = await passTime(limiter, 2 * WINDOW);
    const calls = alarms.reduce((sum, alarm) => sum + alarm.calls, 0);
    expect(calls, "calls to alarm() in the two minutes after five calls at once").toBeLessThanOrEqual(2);
  });

  it("isn't woken for each call", async () => {
    const limiter = limiterOf("for each call");
    for (let n = 0; n < LIMIT; n++) {
      await call(limiter, 1);
      moveDate(5_000);
    }
    const alarms = await passTime(limiter, 3 * WINDOW);
    const calls = alarms.reduce((sum, alarm) => sum + alarm.calls, 0);
    expect(calls, "calls to alarm() in the three minutes after five calls, 5 s apart").toBeLessThanOrEqual(3);
  });

  it("forgets nothing that counts", async () => {
    const limiter = limiterOf("still counts");
    moveDate(30_000);
    await call(limiter, 2);
    moveDate(31_000);
    await call(limiter, 3);
    await passTime(limiter, 29_000);
    expect(await call(limiter, LIMIT), "calls allowed when two of five are a minute old, and were swept away").toBe(2);
  });

  it("comes back for those that were too young at the first sweep", async () => {
    const limiter = limiterOf("comes back");
    await call(limiter, 2);
    moveDate(WINDOW - 1);
    await call(limiter, 3);
    await passTime(limiter, 1);
    await passTime(limiter, 2 * WINDOW);
    expect(await stored(limiter), "what is stored two minutes after the last call").toBe("");
  });

  it("counts as at first for a customer who comes back", async () => {
    const limiter = limiterOf("is back");
    await call(limiter, LIMIT);
    await passTime(limiter, 3 * WINDOW);
    expect(await call(limiter, LIMIT + 1), "calls allowed of six, three minutes later").toBe(LIMIT);
  });
});
