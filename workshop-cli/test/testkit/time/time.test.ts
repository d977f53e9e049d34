import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { FAR_FUTURE, freezeDate, isDateFrozen, moveDate, readable } from "#testkit/time";

describe("freezeDate", () => {
  it("stops the date in the far future and answers it", async () => {
    expect(freezeDate()).toBe(FAR_FUTURE);
    await scheduler.wait(5);
    expect(Date.now()).toBe(FAR_FUTURE);
  });

  it("is over after the test", () => {
    expect(isDateFrozen()).toBe(false);
    expect(Date.now()).toBeLessThan(FAR_FUTURE);
  });

  it("stops it at a given time, again and again", () => {
    freezeDate(1000);
    expect(freezeDate(5000)).toBe(5000);
    expect(Date.now()).toBe(5000);
  });

  it("holds inside objects", async () => {
    freezeDate();
    expect(await runInDurableObject(env.SCRIPTED.getByName("date"), () => Date.now())).toBe(FAR_FUTURE);
  });

  it("keeps alarms from going off by themselves", async () => {
    freezeDate();
    const object = env.SCRIPTED.getByName("far away");
    await object.script(1);
    await scheduler.wait(100);
    expect(await runInDurableObject(object, (_, { storage }) => storage.getAlarm())).toBe(FAR_FUTURE + 1);
  });
});

describe("freezeDate in a hook", () => {
  beforeEach(() => {
    freezeDate();
  });

  it("holds in the test", () => expect(isDateFrozen()).toBe(true));
});

describe("moveDate", () => {
  it("moves it forth and back, and answers the new time", () => {
    freezeDate();
    expect(moveDate(1500)).toBe(FAR_FUTURE + 1500);
    expect(moveDate(-500)).toBe(FAR_FUTURE + 1000);
    expect(Date.now()).toBe(FAR_FUTURE + 1000);
  });

  it("says what is missing where the date isn't frozen", () => {
    expect(() => moveDate(1)).toThrow("call freezeDate() before");
  });
});

describe("readable", () => {
  it("writes a time so that it can be compared by eye, and no time as null", () => {
    expect(readable(FAR_FUTURE)).toBe("2100-01-01T00:00:00.000Z");
    expect(readable(null)).toBeNull();
  });
});
