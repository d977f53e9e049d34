import { describe, expect, it } from "vitest";
import { alarmOf, fireAlarm, passTime } from "#testkit/alarms";
import { freezeDate, moveDate, readable } from "#testkit/time";
import { pollOf } from "./voters.ts";

describe("Stretch: those who went without a word", () => {
  it("asks everybody every thirty seconds", async () => {
    const now = freezeDate();
    const { poll, enter, seenBy } = pollOf("asks");
    const ada = await enter("ada");
    moveDate(10_000);
    const bob = await enter("bob");
    await seenBy(ada, ({ here }) => here?.length === 2);
    expect(await alarmOf(poll()), "when Ada is asked, after Bob came ten seconds later").toBe(readable(now + 30_000));
    await fireAlarm(poll());
    for (const voter of [ada, bob]) await voter.next("ping");
    expect(await alarmOf(poll()), "when they are asked again").toBe(readable(now + 60_000));
  });

  it("closes who has sent nothing since, and keeps who has", async () => {
    freezeDate();
    const { poll, enter, seenBy } = pollOf("silent");
    const [ada, bob, cem] = [await enter("ada"), await enter("bob"), await enter("cem")];
    await fireAlarm(poll());
    ada.send({ type: "pong" });
    cem.send("What?");
    await cem.next("refused");
    await fireAlarm(poll());
    expect(await bob.closed(), "the code with which Bob's socket is closed, who said nothing").toBe(4008);
    const { here } = await seenBy(ada, (standing) => standing.here?.length === 2);
    expect(here, "who is here, as Ada sees it").toEqual(["ada", "cem"]);
    expect(ada.types(), "what Ada was sent, who answered in time").not.toContain("refused");
  });

  it("doesn't wait for those who don't even answer the close", async () => {
    freezeDate();
    const { poll, enter, enterAndSleep, seenBy } = pollOf("gone");
    const ada = await enter("ada");
    await enterAndSleep("bob");
    await fireAlarm(poll());
    ada.send({ type: "pong" });
    await seenBy(ada, () => false);
    await fireAlarm(poll());
    const { here } = await seenBy(ada, (standing) => standing.here?.length === 1);
    expect(here, "who is here, as Ada sees it after Bob's laptop was shut").toEqual(["ada"]);
  });

  it("asks nobody where nobody is", async () => {
    freezeDate();
    const { poll, enter } = pollOf("nobody");
    const ada = await enter("ada");
    const set = await alarmOf(poll());
    expect(set, "when Ada is asked").not.toBeNull();
    ada.close();
    await ada.closed();
    await passTime(poll(), 60_000);
    expect(await alarmOf(poll()), "when somebody is asked, a minute after Ada has left").toBeNull();
  });
});
