import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import { DAY, HOUR, MINUTE, moveDate } from "#testkit/time";
import type { Scheduler } from "../src/scheduler.ts";
import { BATCH, event } from "./event.ts";
import { house, tick, whileItRuns } from "./house.ts";

describe("2. A tick runs what is due in order, and reads no more", () => {
  it("runs the earliest first, whichever was planned first", async () => {
    const { scheduler, device, plan, now } = house("order");
    await plan("lock", now + 3 * MINUTE);
    await plan("heat", now + MINUTE);
    await plan("water", now + 2 * MINUTE);
    await tick(scheduler, HOUR);
    expect(await device.commands(), "commands in the order of their times").toEqual(["heat", "water", "lock"]);
  });

  it("runs the earliest first, also where there are more than one tick can run", async () => {
    const { scheduler, device, plan, now } = house("order of many");
    for (let n = BATCH; n >= 0; n--) await plan(`light ${n}`, now + n * MINUTE);
    await tick(scheduler, HOUR);
    expect((await device.commands()).at(-1), "the last command of the first tick").toBe(`light ${BATCH - 1}`);
  });

  it("reads a few rows for each event that is due, whatever else is planned", async () => {
    const { scheduler, device, now } = house("cost of a tick");
    await fill(scheduler, now);
    for (const command of ["heat", "water", "lock"]) await scheduler.plan(event("cost of a tick", command, now));
    const { rowsRead } = await measure(scheduler, (instance) => instance.alarm());
    expect(await device.commands(), "commands of the tick").toHaveLength(3);
    expect(rowsRead, "rows read for three events that are due among 5,000").toBeLessThanOrEqual(50);
  });

  it("reads a few rows for each event, however many are due", async () => {
    const { scheduler, device, now } = house("cost of a batch");
    await fill(scheduler, now, { count: 300, device: "cost of a batch" });
    moveDate(2 * DAY);
    const { rowsRead } = await measure(scheduler, (instance) => instance.alarm());
    expect(await device.commands(), "commands of the tick").toHaveLength(BATCH);
    expect(rowsRead, "rows read for a batch of twenty, where 300 are due").toBeLessThanOrEqual(200);
  });

  it("reads a few rows for planning and cancelling, whatever else is planned", async () => {
    const { scheduler, now } = house("cost of planning");
    await fill(scheduler, now);
    const { rowsRead } = await measure(scheduler, async (instance) => {
      await instance.plan(event("cost of planning", "heat", now + HOUR));
      await instance.cancel("heat");
    });
    expect(rowsRead, "rows read to plan an event among 5,000 and to cancel it").toBeLessThanOrEqual(50);
  });
});

describe("given: a tick", () => {
  it("leaves for later what isn't due yet", async () => {
    const { scheduler, device, plan, now } = house("not yet");
    await plan("lock", now + 2 * HOUR);
    await plan("heat", now + HOUR);
    await tick(scheduler, HOUR);
    expect(await device.commands()).toEqual(["heat"]);
    expect(await scheduler.events()).toHaveLength(1);
  });

  it("runs a batch at most", async () => {
    const { scheduler, device, plan, now } = house("batch");
    for (let n = 0; n <= BATCH; n++) await plan(`light ${n}`, now + n);
    await tick(scheduler, HOUR);
    expect(await device.commands(), "commands of one tick").toHaveLength(BATCH);
    expect(await scheduler.events(), "events that are left for the next").toHaveLength(1);
  });

  it("doesn't run what was cancelled before its turn came", async () => {
    const { scheduler, device, plan, now } = house("cancelled in time");
    await plan("heat", now + HOUR);
    await plan("water", now + HOUR + MINUTE);
    await whileItRuns(
      device,
      () => tick(scheduler, 2 * HOUR),
      () => scheduler.cancel("water"),
    );
    expect(await device.commands(), "who was told that an event is cancelled can rely on it").toEqual(["heat"]);
  });
});

/** Plans 5,000 events, or so many, for tomorrow and later. */
async function fill(scheduler: DurableObjectStub<Scheduler>, now: number, { count = 5_000, device = "nobody" } = {}) {
  await runInDurableObject(scheduler, async (instance) => {
    for (let n = 0; n < count; n++) await instance.plan(event(device, `later ${n}`, now + DAY + n * MINUTE));
  });
}
