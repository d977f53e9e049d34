import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { DAY, freezeDate, HOUR, MINUTE, moveDate, readable } from "#testkit/time";
import { planned, setAlarm } from "./planned.ts";

describe("1. A reminder has itself woken", () => {
  it("sets the alarm for the time of its plan", async () => {
    const at = freezeDate() + HOUR;
    const reminder = env.REMINDER.getByName("sets");
    await reminder.set({ to: "sets", text: "Tea is ready", at, every: null });
    expect(await alarmOf(reminder), "set() has the object woken at the time of the plan").toBe(readable(at));
  });

  it("sets it anew when another plan takes the place of the first", async () => {
    const { reminder, at } = await planned("replaced");
    await reminder.set({ to: "replaced", text: "Coffee instead", at: at + DAY, every: null });
    expect(await alarmOf(reminder), "the alarm stands at the time of the newer plan").toBe(readable(at + DAY));
  });

  it("tells when the platform will wake it", async () => {
    const { reminder, at } = await planned("tells");
    expect(readable(await reminder.wakesAt()), "wakesAt() answers the alarm's time").toBe(readable(at));
    await setAlarm(reminder, at + MINUTE);
    expect(readable(await reminder.wakesAt()), "wakesAt() answers what the platform has, not what was planned").toBe(
      readable(at + MINUTE),
    );
  });

  it("moves the alarm to a later time", async () => {
    const { reminder, at } = await planned("later");
    await reminder.move(at + HOUR);
    expect(await alarmOf(reminder), "after move() the alarm stands at the later time").toBe(readable(at + HOUR));
  });

  it("moves the alarm to an earlier time", async () => {
    const { reminder, at } = await planned("earlier");
    await reminder.move(at - HOUR / 2);
    expect(await alarmOf(reminder), "after move() the alarm stands at the earlier time").toBe(readable(at - HOUR / 2));
  });

  it("sets it, too, for a plan that is moved while the mailbox answers", async () => {
    const { reminder, mailbox, at } = await planned("moved meanwhile");
    await mailbox.hold();
    const alarm = fireAlarm(reminder);
    await Promise.race([mailbox.asked(), alarm]);
    await reminder.move(at + DAY);
    await mailbox.release();
    await alarm;
    expect(await alarmOf(reminder), "while the handler ran no alarm stood; after move() one does").toBe(
      readable(at + DAY),
    );
  });

  it("leaves no alarm behind when it is cancelled", async () => {
    const { reminder } = await planned("cancelled");
    await reminder.cancel();
    expect(await alarmOf(reminder), "after cancel() nothing wakes the object").toBeNull();
  });
});

describe("given: a reminder keeps its plan", () => {
  it("when its object is evicted", async () => {
    const { reminder, at } = await planned("evicted");
    await evict(reminder);
    expect(await reminder.read()).toEqual({ to: "evicted", text: "Tea is ready", at, every: null });
  });

  it("with the alarm where it stands when the object starts again", async () => {
    const { reminder, at } = await planned("starts again");
    moveDate(HOUR / 2);
    await evict(reminder);
    expect(await alarmOf(reminder), "waking up for whatever reason doesn't move the alarm").toBe(readable(at));
  });

  it("and says where there is nothing to move or to cancel", async () => {
    const { reminder, at } = await planned("twice");
    expect(await reminder.move(at)).toBe(true);
    expect(await reminder.cancel()).toBe(true);
    expect(await reminder.move(at)).toBe(false);
    expect(await reminder.cancel()).toBe(false);
    expect(await reminder.read()).toBeNull();
  });

  it("that came by the Worker", async () => {
    const now = freezeDate();
    const url = "https://reminders.example/reminders/by-worker";
    const body = JSON.stringify({ to: "ada", text: "Tea is ready", in: 60 });
    expect((await exports.default.fetch(url, { method: "PUT", body })).status).toBe(201);
    expect(await (await exports.default.fetch(url)).json()).toMatchObject({ text: "Tea is ready", at: now + 60_000 });
    expect((await exports.default.fetch(url, { method: "DELETE" })).status).toBe(204);
    expect((await exports.default.fetch(url)).status).toBe(404);
    expect((await exports.default.fetch(url, { method: "PUT", body: "{}" })).status).toBe(400);
  });
});
