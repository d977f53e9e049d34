import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, passTime } from "#testkit/alarms";
import { DAY, HOUR, readable } from "#testkit/time";
import { planned, setAlarm, textsIn } from "./planned.ts";

describe("2. However often it is tried, it makes one letter", () => {
  it("is one letter though the mailbox's answer was lost", async () => {
    const { reminder, mailbox } = await planned("answer lost");
    await mailbox.loseAnswers(1);
    await passTime(reminder, DAY);
    expect(await mailbox.tries(), "an answer that was lost is no answer, so there is another try").toBe(2);
    expect(await textsIn(mailbox), "the mailbox takes both tries for one letter").toEqual(["Tea is ready"]);
  });

  it("is one letter though every try wakes a new instance", async () => {
    const { reminder, mailbox } = await planned("new instances");
    await mailbox.loseAnswers(2);
    await passTime(reminder, DAY, { fresh: true });
    expect(await textsIn(mailbox), "what the tries have in common isn't kept in memory").toEqual(["Tea is ready"]);
  });

  it("is another letter where the same words are planned again", async () => {
    const { reminder, mailbox, at } = await planned("same words");
    await passTime(reminder, HOUR);
    await reminder.set({ to: "same words", text: "Tea is ready", at: at + HOUR, every: null });
    await setAlarm(reminder, at + HOUR);
    await passTime(reminder, HOUR);
    expect(await textsIn(mailbox), "two plans make two letters").toEqual(["Tea is ready", "Tea is ready"]);
  });

  it("is another letter where a plan is moved whose letter had arrived", async () => {
    const { reminder, mailbox, at } = await planned("moved");
    await mailbox.loseAnswers(1);
    await fireAlarm(reminder);
    await reminder.move(at + DAY);
    await setAlarm(reminder, at + DAY);
    await passTime(reminder, DAY + HOUR);
    expect(await textsIn(mailbox), "who moves a plan wants a letter at the new time").toHaveLength(2);
  });

  it("is another letter where another reminder says the same at the same time", async () => {
    const { reminder, mailbox, at } = await planned("two reminders");
    const other = env.REMINDER.getByName("two reminders, the second");
    await other.set({ to: "two reminders", text: "Tea is ready", at, every: null });
    await setAlarm(other, at);
    await passTime(reminder, HOUR);
    await passTime(other, 0);
    expect(await textsIn(mailbox), "two reminders make two letters").toEqual(["Tea is ready", "Tea is ready"]);
  });

  it("is another letter where another plan for the same time takes the place of one whose letter had arrived", async () => {
    const { reminder, mailbox, at } = await planned("replaced in time");
    await mailbox.loseAnswers(1);
    await fireAlarm(reminder);
    await reminder.set({ to: "replaced in time", text: "Coffee is ready", at, every: null });
    await setAlarm(reminder, at);
    await passTime(reminder, HOUR);
    const texts = (await textsIn(mailbox)).sort();
    expect(texts, "what was planned instead comes, too").toEqual(["Coffee is ready", "Tea is ready"]);
  });
});

describe("given: the alarm delivers", () => {
  it("what is planned, and then forgets it", async () => {
    const { reminder, mailbox } = await planned("delivers");
    await passTime(reminder, HOUR);
    expect(await textsIn(mailbox), "when the alarm has gone off, the letter is there").toEqual(["Tea is ready"]);
    expect(await reminder.read(), "what was delivered is no longer planned").toBeNull();
  });

  it("on a later try when the mailbox refuses at first", async () => {
    const { reminder, mailbox } = await planned("refused twice");
    await mailbox.refuse(2);
    await passTime(reminder, DAY);
    expect(await textsIn(mailbox), "a letter that was refused twice arrives all the same").toEqual(["Tea is ready"]);
  });

  it("and keeps a plan that was changed while the mailbox answered", async () => {
    const { reminder, mailbox, at } = await planned("changed meanwhile");
    await mailbox.hold();
    const alarm = fireAlarm(reminder);
    await Promise.race([mailbox.asked(), alarm]);
    await reminder.move(at + DAY);
    await mailbox.release();
    await alarm;
    expect(readable((await reminder.read())?.at), "the plan that came in meanwhile is still there").toBe(
      readable(at + DAY),
    );
  });

  it("nothing before it is due, though an alarm of an earlier plan comes late", async () => {
    const { reminder, mailbox, at } = await planned("moved away");
    await reminder.move(at + DAY);
    await setAlarm(reminder, at + DAY);
    await fireAlarm(reminder, { scheduledTime: at });
    expect(await mailbox.tries(), "tries a day before the letter is due").toBe(0);
    expect(await alarmOf(reminder), "the alarm stands at the plan's time").toBe(readable(at + DAY));
  });

  it("nothing where nothing is planned", async () => {
    const { reminder, mailbox, at } = await planned("nothing planned");
    await reminder.cancel();
    expect(await fireAlarm(reminder, { scheduledTime: at })).toMatchObject({ state: "done" });
    expect(await mailbox.tries()).toBe(0);
  });
});
