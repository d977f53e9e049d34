import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { fireAlarm } from "#testkit/alarms";
import { DAY, HOUR, MINUTE, readable } from "#testkit/time";
import { house, tick, timeOf, whileItRuns } from "./house.ts";

describe("3. What is done makes way, what repeats keeps its times", () => {
  it("plans the next time of an event that repeats", async () => {
    const { scheduler, plan, now } = house("next time");
    await plan("heat", now + HOUR, { every: DAY });
    await tick(scheduler, HOUR);
    expect(await timeOf(scheduler, "heat"), "heated today, again tomorrow").toBe(readable(now + HOUR + DAY));
  });

  it("runs it each time", async () => {
    const { scheduler, device, plan, now } = house("each time");
    await plan("heat", now + HOUR, { every: DAY });
    await tick(scheduler, HOUR);
    await tick(scheduler, DAY);
    await tick(scheduler, DAY);
    expect(await device.commands(), "commands on three days").toEqual(["heat", "heat", "heat"]);
  });

  it("keeps its times when a tick comes late", async () => {
    const { scheduler, plan, now } = house("late");
    await plan("heat", now + HOUR, { every: DAY });
    await tick(scheduler, HOUR + 10 * MINUTE);
    expect(await timeOf(scheduler, "heat"), "ten minutes late today, on time tomorrow").toBe(
      readable(now + HOUR + DAY),
    );
  });

  it("runs once for all the times that it missed", async () => {
    const { scheduler, device, plan, now } = house("missed");
    await plan("water", now + HOUR, { every: HOUR });
    await tick(scheduler, 10 * HOUR + 30 * MINUTE);
    await tick(scheduler, MINUTE);
    expect(await device.commands(), "commands after nine hours in which nothing ran").toEqual(["water"]);
    expect(await timeOf(scheduler, "water"), "the next time is the next full hour").toBe(readable(now + 11 * HOUR));
  });

  it("runs once where a tick is late by just so many times", async () => {
    const { scheduler, device, plan, now } = house("just so late");
    await plan("water", now + HOUR, { every: HOUR });
    await tick(scheduler, 5 * HOUR);
    expect(await device.commands(), "commands of a tick at the very minute of a later time").toEqual(["water"]);
    expect(await timeOf(scheduler, "water"), "the next time is still to come").toBe(readable(now + 6 * HOUR));
  });

  it("leaves it where it was moved to while it ran", async () => {
    const { scheduler, device, plan, now } = house("moved");
    await plan("heat", now + HOUR);
    await whileItRuns(
      device,
      () => tick(scheduler, HOUR),
      () => plan("heat", now + DAY),
    );
    expect(await timeOf(scheduler, "heat"), "what was planned during the run is still planned").toBe(
      readable(now + DAY),
    );
  });

  it("leaves it where it was moved to while it ran, also where it repeats", async () => {
    const { scheduler, device, plan, now } = house("moved, repeating");
    await plan("heat", now + HOUR, { every: DAY });
    await whileItRuns(
      device,
      () => tick(scheduler, HOUR),
      () => plan("heat", now + 2 * DAY, { every: DAY }),
    );
    expect(await timeOf(scheduler, "heat"), "what was planned during the run begins at its own time").toBe(
      readable(now + 2 * DAY),
    );
  });

  it("runs what took its place while it ran, though planned for the same time", async () => {
    const { scheduler, device, plan, now } = house("replaced");
    await plan("heat to 18", now + HOUR, { id: "heat" });
    await whileItRuns(
      device,
      () => tick(scheduler, HOUR),
      () => plan("heat to 21", now + HOUR, { id: "heat" }),
    );
    await tick(scheduler, MINUTE);
    expect(await device.commands(), "both commands, the later one last").toEqual(["heat to 18", "heat to 21"]);
  });

  it("runs no more once it was cancelled, be it while it ran", async () => {
    const { scheduler, device, plan, now } = house("cancelled, repeating");
    await plan("heat", now + HOUR, { every: DAY });
    await plan("water", now + HOUR, { every: DAY });
    await whileItRuns(
      device,
      () => tick(scheduler, HOUR),
      () => scheduler.cancel("heat"),
    );
    expect(await timeOf(scheduler, "heat"), "what was cancelled doesn't come back").toBeNull();
    expect(await timeOf(scheduler, "water"), "what wasn't has its next time").toBe(readable(now + HOUR + DAY));
  });
});

describe("given: an event that runs", () => {
  it("once is forgotten when it is done", async () => {
    const { scheduler, device, plan, now } = house("once");
    await plan("heat", now + HOUR);
    await tick(scheduler, HOUR);
    expect(await device.commands()).toEqual(["heat"]);
    expect(await scheduler.events()).toEqual([]);
  });

  it("is kept until it is done, so that a crash doesn't lose it", async () => {
    const { scheduler, device, plan, now } = house("crash");
    await plan("heat", now + HOUR);
    await device.hold();
    const ticking = tick(scheduler, HOUR).catch(() => "the object is gone");
    await Promise.race([device.asked(), ticking]);
    await abortAllDurableObjects();
    await ticking;
    const again = env.SCHEDULER.getByName("crash");
    await fireAlarm(again, { scheduledTime: now + HOUR, retryCount: 1 });
    await tick(again, HOUR);
    expect(await env.DEVICE.getByName("crash").commands(), "commands after a crash and a new start").toEqual(["heat"]);
  });
});
