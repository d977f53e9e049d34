import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, readable } from "#testkit/time";
import { house, tick, timeOf } from "./house.ts";

/** The tests' first day, 1 January 2100, is a Friday. */
describe("Stretch: an event repeats by a rule", () => {
  it("at a minute of every hour", async () => {
    const { scheduler, plan, now } = house("every hour");
    await plan("light", now + MINUTE, { rule: "15 * *" });
    await tick(scheduler, MINUTE);
    expect(await timeOf(scheduler, "light"), "15 * * at 00:01").toBe(readable(now + 15 * MINUTE));
    await tick(scheduler, 14 * MINUTE);
    expect(await timeOf(scheduler, "light"), "15 * * at 00:15").toBe(readable(now + HOUR + 15 * MINUTE));
  });

  it("on weekdays only", async () => {
    const { scheduler, plan, now } = house("weekdays");
    await plan("heat", now + HOUR, { rule: "30 6 1-5" });
    await tick(scheduler, HOUR);
    const friday = now + 6 * HOUR + 30 * MINUTE;
    expect(await timeOf(scheduler, "heat"), "30 6 1-5 on Friday at 01:00").toBe(readable(friday));
    await tick(scheduler, 5 * HOUR + 30 * MINUTE);
    expect(await timeOf(scheduler, "heat"), "30 6 1-5 on Friday at 06:30").toBe(readable(friday + 3 * DAY));
  });

  it("at several times of a day", async () => {
    const { scheduler, plan, now } = house("several times");
    await plan("water", now + MINUTE, { rule: "0,20 7,19-20 0,6" });
    await tick(scheduler, MINUTE);
    const times: (string | null)[] = [];
    for (let n = 0; n < 7; n++) {
      const time = await timeOf(scheduler, "water");
      times.push(time);
      await tick(scheduler, Date.parse(time ?? "") - Date.now());
    }
    const saturday = ["07:00", "07:20", "19:00", "19:20", "20:00", "20:20"].map((time) => `2100-01-02T${time}:00.000Z`);
    expect(times, "0,20 7,19-20 0,6 from Friday on").toEqual([...saturday, "2100-01-03T07:00:00.000Z"]);
  });
});
