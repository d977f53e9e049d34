import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { DAY, freezeDate, HOUR, MINUTE, readable } from "#testkit/time";
import { BATCH, event } from "./event.ts";
import { house, whileItRuns } from "./house.ts";

describe("1. The alarm stands at the earliest event", () => {
  it("in whatever order events are planned", async () => {
    const { scheduler, plan, now } = house("any order");
    await plan("water", now + 2 * HOUR);
    await plan("heat", now + HOUR);
    await plan("lock", now + 3 * HOUR);
    expect(await alarmOf(scheduler), "of three events the earliest has the alarm").toBe(readable(now + HOUR));
  });

  it("when the earliest is planned anew, for later", async () => {
    const { scheduler, plan, now } = house("later");
    await plan("heat", now + HOUR);
    await plan("lock", now + 3 * HOUR);
    await plan("heat", now + 2 * HOUR);
    expect(await alarmOf(scheduler), "the alarm moves along to a later time").toBe(readable(now + 2 * HOUR));
  });

  it("when the earliest is cancelled", async () => {
    const { scheduler, plan, now } = house("cancelled");
    await plan("heat", now + HOUR);
    await plan("lock", now + 3 * HOUR);
    await scheduler.cancel("heat");
    expect(await alarmOf(scheduler), "the alarm moves to the event that is now the earliest").toBe(
      readable(now + 3 * HOUR),
    );
  });

  it("and is gone when nothing is planned any more", async () => {
    const { scheduler, plan, now } = house("nothing left");
    await plan("heat", now + HOUR);
    expect(await alarmOf(scheduler), "with one event planned, the alarm stands").toBe(readable(now + HOUR));
    await scheduler.cancel("heat");
    expect(await alarmOf(scheduler), "with none, nothing wakes the object").toBeNull();
  });

  it("when a tick is over", async () => {
    const { scheduler, plan, now } = house("after a tick");
    await plan("heat", now + HOUR);
    await plan("lock", now + DAY);
    await fireAlarm(scheduler);
    expect(await alarmOf(scheduler), "after the first event the alarm stands at the second").toBe(readable(now + DAY));
  });

  it("when an event was planned while another one ran", async () => {
    const { scheduler, device, plan, now } = house("planned meanwhile");
    await plan("heat", now + HOUR);
    await plan("lock", now + DAY);
    const meanwhile = () => plan("water", now + 2 * HOUR);
    await whileItRuns(device, () => fireAlarm(scheduler), meanwhile);
    expect(await alarmOf(scheduler), "what was planned during the tick is the earliest, and has the alarm").toBe(
      readable(now + 2 * HOUR),
    );
  });

  it("when one tick wasn't enough for all that was due", async () => {
    const { scheduler, device, plan, now } = house("not enough");
    for (let n = 0; n <= BATCH; n++) await plan(`light ${n}`, now + HOUR + n);
    await fireAlarm(scheduler, { scheduledTime: now + 2 * HOUR });
    const alarm = await alarmOf(scheduler);
    const isSoon = alarm !== null && Date.parse(alarm) <= Date.now() + MINUTE;
    expect({ done: (await device.commands()).length, isSoon }, "the rest follows within a minute").toEqual({
      done: BATCH,
      isSoon: true,
    });
  });
});

describe("given: a scheduler keeps its events", () => {
  it("when its object is evicted, the earliest first", async () => {
    const { scheduler, plan, now } = house("evicted");
    await plan("lock", now + 2 * HOUR, { every: DAY });
    await plan("heat", now + HOUR);
    await evict(scheduler);
    expect(await scheduler.events()).toEqual([
      event("evicted", "heat", now + HOUR),
      event("evicted", "lock", now + 2 * HOUR, { every: DAY }),
    ]);
  });

  it("one for each id, and says whether there was one to cancel", async () => {
    const { scheduler, plan, now } = house("ids");
    await plan("heat", now + HOUR);
    await plan("heat", now + 2 * HOUR);
    expect(await scheduler.events()).toEqual([event("ids", "heat", now + 2 * HOUR)]);
    expect(await scheduler.cancel("heat")).toBe(true);
    expect(await scheduler.cancel("heat")).toBe(false);
  });

  it("that came by the Worker", async () => {
    const now = freezeDate();
    const url = "https://scheduler.example/by-worker/events";
    const body = JSON.stringify({ device: "boiler", command: "on", in: 60, every: 3600 });
    expect((await exports.default.fetch(`${url}/heat`, { method: "PUT", body })).status).toBe(201);
    const planned = { id: "heat", device: "boiler", command: "on", at: now + MINUTE, every: HOUR, rule: null };
    expect(await (await exports.default.fetch(url)).json()).toEqual([planned]);
    expect(await env.SCHEDULER.getByName("by-worker").events()).toEqual([planned]);
    expect((await exports.default.fetch(`${url}/heat`, { method: "DELETE" })).status).toBe(204);
    expect((await exports.default.fetch(`${url}/heat`, { method: "DELETE" })).status).toBe(404);
    expect((await exports.default.fetch(`${url}/heat`, { method: "PUT", body: "{}" })).status).toBe(400);
    expect(await (await exports.default.fetch("https://scheduler.example/devices/boiler")).json()).toEqual([]);
  });
});
