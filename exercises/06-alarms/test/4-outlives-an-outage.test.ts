import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, fireAlarmWithRetries, passTime } from "#testkit/alarms";
import { DAY, HOUR, MINUTE, readable } from "#testkit/time";
import { planned, setAlarm, textsIn } from "./planned.ts";

describe("4. A reminder outlives an outage", () => {
  it("is still to be woken when the platform's last retry has failed", async () => {
    const { reminder, mailbox } = await planned("last retry");
    await mailbox.refuse(7);
    await fireAlarmWithRetries(reminder);
    const left = { planned: (await reminder.read()) !== null, woken: (await alarmOf(reminder)) !== null };
    expect(left, "after seven failures the plan is kept, and the object will be woken again").toEqual({
      planned: true,
      woken: true,
    });
  });

  it("leaves it to the platform while that retries", async () => {
    const { reminder, mailbox } = await planned("retried");
    await mailbox.refuse(6);
    await passTime(reminder, HOUR + 10 * MINUTE);
    expect(await textsIn(mailbox), "what the mailbox takes at the seventh try is there within minutes").toEqual([
      "Tea is ready",
    ]);
  });

  it("comes through once the mailbox is back, hours later", async () => {
    const { reminder, mailbox } = await planned("hours later");
    await mailbox.refuse(10);
    await passTime(reminder, 8 * HOUR);
    expect(await textsIn(mailbox), "when the outage is over, the letter arrives").toEqual(["Tea is ready"]);
    expect(await alarmOf(reminder), "and nothing wakes the object any more").toBeNull();
  });

  it("comes through, too, where it repeats", async () => {
    const { reminder, mailbox } = await planned("hours later, repeating", { every: DAY });
    await mailbox.refuse(10);
    await passTime(reminder, 8 * HOUR);
    expect(await textsIn(mailbox), "today's letter arrives today, when the outage is over").toEqual(["Tea is ready"]);
  });

  it("is one letter though the answers were lost for hours", async () => {
    const { reminder, mailbox } = await planned("answers lost for hours");
    await mailbox.loseAnswers(9);
    await passTime(reminder, 8 * HOUR);
    expect(await mailbox.tries(), "lost answers are tried again beyond the platform's retries").toBe(10);
    expect(await textsIn(mailbox), "all ten tries are one letter").toEqual(["Tea is ready"]);
  });

  it("leaves the mailbox in peace between two rounds", async () => {
    const { reminder, mailbox } = await planned("in peace");
    await mailbox.refuse(1000);
    await passTime(reminder, 4 * HOUR);
    const tries = await mailbox.tries();
    expect(tries, "three hours of outage see the letter tried again and again").toBeGreaterThan(7);
    expect(tries, "but not much more than seven times an hour").toBeLessThan(35);
  });

  it("leaves the alarm of a plan alone that was changed during the last try", async () => {
    const { reminder, mailbox, at } = await planned("changed during the last try");
    await mailbox.refuse(1);
    await mailbox.hold();
    const lastTry = fireAlarm(reminder, { retryCount: 6 });
    await Promise.race([mailbox.asked(), lastTry]);
    await reminder.move(at + DAY);
    await setAlarm(reminder, at + DAY);
    await mailbox.release();
    await lastTry;
    expect(await alarmOf(reminder), "who changes a plan has the last word on its alarm").toBe(readable(at + DAY));
  });

  it("sets no alarm for a plan that was cancelled during the last try", async () => {
    const { reminder, mailbox } = await planned("cancelled during the last try");
    await mailbox.refuse(1);
    await mailbox.hold();
    const lastTry = fireAlarm(reminder, { retryCount: 6 });
    await Promise.race([mailbox.asked(), lastTry]);
    await reminder.cancel();
    await mailbox.release();
    await lastTry;
    expect(await alarmOf(reminder), "nothing is planned, so nothing wakes the object").toBeNull();
  });
});
