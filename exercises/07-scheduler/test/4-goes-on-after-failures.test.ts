import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, passTime } from "#testkit/alarms";
import { DAY, HOUR, MINUTE, readable } from "#testkit/time";
import { MAX_FAILURES } from "./event.ts";
import { house, tick, timeOf, whileItRuns } from "./house.ts";

describe("4. An event that fails holds up nobody", () => {
  it("lets the others run in the same tick", async () => {
    const { scheduler, device, plan, now } = house("others");
    await plan("heat", now + HOUR);
    await plan("water", now + HOUR + 1);
    await plan("lock", now + HOUR + 2);
    await device.refuse("heat", 1000);
    await tick(scheduler, 2 * HOUR);
    expect(await device.commands(), "the commands that the device doesn't refuse").toEqual(["water", "lock"]);
  });

  it("is tried again, and runs when the trouble is over", async () => {
    const { scheduler, device, plan, now } = house("again");
    await plan("heat", now + HOUR);
    await device.refuse("heat", MAX_FAILURES - 1);
    await passTime(scheduler, DAY);
    expect(await device.commands(), "refused four times, taken the fifth").toEqual(["heat"]);
    expect(await scheduler.events(), "and done").toEqual([]);
  });

  it("waits longer from try to try", async () => {
    const { scheduler, device, plan, now } = house("longer");
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1000);
    await passTime(scheduler, DAY);
    const times = (await device.tries()).map(({ at }) => at);
    const waits = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(waits, "waits between five tries").toHaveLength(MAX_FAILURES - 1);
    const wrong = waits.filter((wait, n) => Math.floor(wait / MINUTE) !== 2 ** n).map((wait) => wait / MINUTE);
    expect(wrong, "waits, in minutes, that aren't one minute, then two, four and eight").toEqual([]);
  });

  it("waits from its failure on, however late it was tried", async () => {
    const { scheduler, device, plan, now } = house("late try");
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1000);
    await tick(scheduler, 5 * HOUR);
    await passTime(scheduler, MINUTE - 1);
    expect(await device.tries(), "tries in the minute after one that came four hours late").toHaveLength(1);
    await passTime(scheduler, MINUTE - 1);
    expect(await device.tries(), "tries by the end of the second minute").toHaveLength(2);
  });

  it("runs behind what became due before its next try", async () => {
    const { scheduler, device, plan, now } = house("behind");
    await plan("water", now + HOUR + MINUTE / 2);
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1);
    await tick(scheduler, HOUR);
    await tick(scheduler, 2 * MINUTE);
    expect(
      await device.commands(),
      "heating failed, and was put off by a minute; watering was due half a minute later",
    ).toEqual(["water", "heat"]);
  });

  it("is parked after five failures, with the reason", async () => {
    const { scheduler, device, plan, now } = house("parked");
    await plan("heat", now + HOUR, { every: DAY });
    await device.refuse("heat", 1000);
    await passTime(scheduler, 5 * DAY);
    const parked = await scheduler.parked();
    expect(
      parked.map(({ id }) => id),
      "what is parked",
    ).toEqual(["heat"]);
    expect(parked[0]?.error, "why it is parked").toContain('The device refuses "heat"');
    expect(await scheduler.events(), "what is parked isn't planned any more").toEqual([]);
    expect(await device.tries(), "tries before it was parked").toHaveLength(MAX_FAILURES);
    expect(await alarmOf(scheduler), "what is parked wakes nobody").toBeNull();
  });

  it("is out of everybody's way once it is parked", async () => {
    const { scheduler, device, plan, now } = house("out of the way");
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1000);
    await passTime(scheduler, DAY);
    await plan("water", now + 2 * DAY);
    expect(await alarmOf(scheduler), "the alarm stands at the event that isn't parked").toBe(readable(now + 2 * DAY));
    await passTime(scheduler, 2 * DAY);
    expect(await device.commands(), "which runs in its time").toEqual(["water"]);
  });

  it("wakes nobody where nothing but parked events is left", async () => {
    const { scheduler, device, plan, now } = house("parked is left");
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1000);
    await passTime(scheduler, DAY);
    await plan("lock", now + 2 * DAY);
    await scheduler.cancel("lock");
    expect(await alarmOf(scheduler), "what is parked wakes nobody").toBeNull();
  });

  it("runs after it was parked once it is planned anew", async () => {
    const { scheduler, device, plan, now } = house("planned anew");
    await plan("heat", now + HOUR);
    await device.refuse("heat", MAX_FAILURES + 1);
    await passTime(scheduler, DAY);
    await plan("heat", now + DAY + HOUR);
    await passTime(scheduler, DAY);
    expect(await scheduler.parked(), "nothing is parked any more").toEqual([]);
    expect(await device.commands(), "refused once more, then taken").toEqual(["heat"]);
  });

  it("keeps its times, and begins to count again, once it has run", async () => {
    const { scheduler, device, plan, now } = house("count");
    await plan("heat", now + HOUR, { every: DAY });
    for (let day = 0; day < 3; day++) {
      await device.refuse("heat", 3);
      await passTime(scheduler, DAY);
    }
    expect(await device.commands(), "three refusals on each of three days").toEqual(["heat", "heat", "heat"]);
    expect(await timeOf(scheduler, "heat"), "the trouble of today doesn't shift tomorrow").toBe(
      readable(now + 3 * DAY + HOUR),
    );
  });

  it("leaves alone what was planned in its place while it failed", async () => {
    const { scheduler, device, plan, now } = house("failed meanwhile");
    await plan("heat", now + HOUR);
    await device.refuse("heat", 1);
    const meanwhile = () => plan("heat", now + DAY);
    await whileItRuns(device, () => fireAlarm(scheduler), meanwhile);
    expect(await timeOf(scheduler, "heat"), "the newer plan has its own time").toBe(readable(now + DAY));
    expect(await alarmOf(scheduler), "and the alarm").toBe(readable(now + DAY));
  });

  it("leaves alone what took its place while it failed, though planned for the same time", async () => {
    const { scheduler, device, plan, now } = house("failed, replaced");
    await plan("heat to 18", now + HOUR, { id: "heat" });
    await device.refuse("heat to 18", 1);
    await whileItRuns(
      device,
      () => tick(scheduler, HOUR),
      () => plan("heat to 21", now + HOUR, { id: "heat" }),
    );
    await tick(scheduler, MINUTE / 2);
    expect(await device.commands(), "the newer plan isn't put off by a failure of the older").toEqual(["heat to 21"]);
  });
});
