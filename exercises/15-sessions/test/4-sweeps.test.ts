import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, passTime } from "#testkit/alarms";
import { DAY, MINUTE, moveDate, readable } from "#testkit/time";
import { devices, isStored, LIFETIME, sessionsOf } from "./users.ts";

describe("4. The alarm stands at the next end", () => {
  it("stands at the end of the session that is over first", async () => {
    const sessions = sessionsOf("first end");
    await sessions.create("phone");
    const [phone] = await sessions.list();
    moveDate(DAY);
    await sessions.create("laptop");
    expect(await alarmOf(sessions), "the alarm, after a second session began a day later").toBe(
      readable(phone?.endsAt),
    );
  });

  it("moves when the session that would be over first is used", async () => {
    const sessions = sessionsOf("used first");
    const token = await sessions.create("phone");
    moveDate(DAY);
    await sessions.create("laptop");
    const [, laptop] = await sessions.list();
    moveDate(DAY);
    await sessions.use(token);
    expect(await alarmOf(sessions), "the alarm, after the phone was used and the laptop is over first").toBe(
      readable(laptop?.endsAt),
    );
  });

  it("sweeps away what is over", async () => {
    const sessions = sessionsOf("swept");
    await sessions.create("a-phone-long-lost");
    moveDate(DAY);
    await sessions.create("laptop");
    moveDate(LIFETIME - DAY);
    await fireAlarm(sessions);
    expect(await isStored(sessions, "a-phone-long-lost"), "whether the phone still stands in storage").toBe(false);
  });

  it("sweeps away later what it was late for, whatever else is ended meanwhile", async () => {
    const sessions = sessionsOf("swept late");
    await sessions.create("a-phone-long-lost");
    moveDate(LIFETIME + DAY);
    await sessions.create("laptop");
    await sessions.revokeAll();
    await passTime(sessions, MINUTE);
    expect(await isStored(sessions, "a-phone-long-lost"), "whether the phone still stands in storage").toBe(false);
  });

  it("takes nothing away that isn't over", async () => {
    const sessions = sessionsOf("left alone");
    await sessions.create("phone");
    moveDate(DAY);
    const token = await sessions.create("laptop");
    moveDate(LIFETIME - DAY);
    await fireAlarm(sessions);
    expect(await devices(sessions), "devices after the phone's session was swept away").toEqual(["laptop"]);
    expect((await sessions.use(token))?.device, "use() of the laptop's token after the sweep").toBe("laptop");
  });

  it("goes on to the next end after a sweep", async () => {
    const sessions = sessionsOf("next end");
    await sessions.create("phone");
    moveDate(DAY);
    await sessions.create("laptop");
    const [, laptop] = await sessions.list();
    moveDate(LIFETIME - DAY);
    await fireAlarm(sessions);
    expect(await alarmOf(sessions), "the alarm, after the phone's session was swept away").toBe(
      readable(laptop?.endsAt),
    );
    moveDate(DAY);
    await fireAlarm(sessions);
    expect(await alarmOf(sessions), "the alarm, after the last session was swept away").toBeNull();
  });

  it("goes with the last session", async () => {
    const sessions = sessionsOf("last one");
    await sessions.create("phone");
    const [phone] = await sessions.list();
    await sessions.revoke(phone?.id ?? 0);
    await passTime(sessions, 0);
    expect(await alarmOf(sessions), "the alarm, after the only session was revoked").toBeNull();
  });

  it("goes when all sessions are ended at once", async () => {
    const sessions = sessionsOf("all at once");
    await sessions.create("phone");
    const kept = await sessions.create("laptop");
    await sessions.revokeAll(kept);
    const [laptop] = await sessions.list();
    expect(await alarmOf(sessions), "the alarm, after all but the laptop were signed out").toBe(
      readable(laptop?.endsAt),
    );
    await sessions.revokeAll();
    await passTime(sessions, 0);
    expect(await alarmOf(sessions), "the alarm, after all were signed out").toBeNull();
  });
});
