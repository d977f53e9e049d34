import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, passTime } from "#testkit/alarms";
import { DAY, HOUR, MINUTE, moveDate, readable } from "#testkit/time";
import { planned, textsIn } from "./planned.ts";

describe("3. A repeating reminder sets its next alarm itself", () => {
  it("plans the next time as soon as it has delivered", async () => {
    const { reminder, at } = await planned("next time", { every: DAY });
    await passTime(reminder, HOUR);
    expect(await alarmOf(reminder), "the next alarm stands a day after the one that went off").toBe(readable(at + DAY));
    expect(readable((await reminder.read())?.at), "the plan says the same").toBe(readable(at + DAY));
  });

  it("delivers a letter each time", async () => {
    const { reminder, mailbox } = await planned("three days", { every: DAY });
    await passTime(reminder, 2 * DAY + HOUR);
    expect(await textsIn(mailbox), "three days make three letters").toHaveLength(3);
  });

  it("delivers a letter each time, however soon the next", async () => {
    const { reminder, mailbox } = await planned("soon", { every: 20_000 });
    await passTime(reminder, HOUR + 50_000);
    expect(await textsIn(mailbox), "letters at 0, 20 and 40 seconds").toHaveLength(3);
  });

  it("keeps to its times when an alarm comes days late", async () => {
    const { reminder } = await planned("days late", { every: DAY });
    const first = Date.now() + HOUR;
    moveDate(3 * DAY + 5 * HOUR);
    await passTime(reminder, 0);
    const next = (await reminder.read())?.at ?? Number.NaN;
    expect((next - first) % DAY, "milliseconds by which the next time misses the hour of the first").toBe(0);
  });

  it("keeps to its times when an alarm comes late", async () => {
    const { reminder, at } = await planned("late", { every: DAY });
    moveDate(HOUR + 10 * MINUTE);
    await fireAlarm(reminder);
    expect(await alarmOf(reminder), "ten minutes late today, on time tomorrow").toBe(readable(at + DAY));
  });

  it("sends tomorrow's letter tomorrow, though today's alarm comes twice", async () => {
    const { reminder, mailbox, at } = await planned("comes twice", { every: DAY });
    moveDate(HOUR);
    await fireAlarm(reminder);
    await fireAlarm(reminder, { scheduledTime: at });
    expect(await textsIn(mailbox), "letters of today").toHaveLength(1);
    expect(await alarmOf(reminder), "tomorrow's alarm stands").toBe(readable(at + DAY));
    await passTime(reminder, DAY);
    expect(await textsIn(mailbox), "letters until tomorrow").toHaveLength(2);
  });

  it("tries a refused letter again before the next one is due", async () => {
    const { reminder, mailbox, at } = await planned("refused, repeating", { every: DAY });
    await mailbox.refuse(2);
    await passTime(reminder, DAY);
    expect(await textsIn(mailbox), "today's letter arrives today").toHaveLength(1);
    expect(await alarmOf(reminder), "the trouble of today doesn't shift tomorrow").toBe(readable(at + DAY));
  });
});
