import { describe, expect, it } from "vitest";
import { alarmOf, passTime } from "#testkit/alarms";
import { evict } from "#testkit/objects";
import { DAY, HOUR, readable } from "#testkit/time";
import { planned } from "./planned.ts";

describe("Stretch: what is too late is given up, not lost", () => {
  it("goes on trying for hours", async () => {
    const { reminder, mailbox } = await planned("for hours");
    await mailbox.refuse(1000);
    await passTime(reminder, 6 * HOUR);
    expect(await reminder.deadLetters(), "what is five hours late isn't given up yet").toEqual([]);
    expect(await alarmOf(reminder), "there is another round to come").not.toBeNull();
  });

  it("keeps what it gave up, and stops trying", async () => {
    const { reminder, mailbox, at } = await planned("given up", { text: "Feed the cat" });
    await mailbox.refuse(1000);
    await passTime(reminder, 10 * HOUR);
    const given = { to: "given up", text: "Feed the cat", at, every: null };
    expect(await reminder.deadLetters(), "what was given up can be read").toEqual([given]);
    expect(await alarmOf(reminder), "nothing wakes the object any more").toBeNull();
    await evict(reminder);
    expect(await reminder.deadLetters(), "also after an eviction").toEqual([given]);
  });

  it("goes on with the next time of a plan that repeats", async () => {
    const { reminder, mailbox, at } = await planned("given up once", { every: DAY });
    await mailbox.refuse(1000);
    await passTime(reminder, 10 * HOUR);
    expect(await reminder.deadLetters(), "one time was given up").toHaveLength(1);
    expect(await alarmOf(reminder), "the next one wasn't").toBe(readable(at + DAY));
  });
});
