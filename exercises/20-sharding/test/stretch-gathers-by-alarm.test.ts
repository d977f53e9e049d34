import { describe, expect, it } from "vitest";
import { alarmTime, fireAlarm } from "#testkit/alarms";
import { freezeDate, MINUTE, moveDate } from "#testkit/time";
import { eventOf, fill } from "./events.ts";

/** An event with a clap in each shard, whose board somebody has looked at once. */
async function watchedEvent(name: string) {
  const startedAt = freezeDate();
  const event = eventOf(name);
  await Promise.all(event.all.map((shard) => fill(shard, 1)));
  await event.board.estimate();
  return { ...event, startedAt };
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);

describe("Stretch: an estimate is gathered by alarms", () => {
  it("asks no shard", async () => {
    const { asked, board } = await watchedEvent("show-901");
    await board.estimate();
    expect(sum(await asked()), "questions to shards, when nobody but viewers has asked").toBe(0);
  });

  it("asks four of them an alarm, and has come round after three", async () => {
    const { asked, board } = await watchedEvent("show-902");
    await fireAlarm(board);
    expect(sum(await asked()), "questions to shards, by one alarm").toBe(4);
    const { claps, missing } = await board.estimate();
    expect({ claps, missing }, "the estimate after one alarm").toEqual({ claps: 4, missing: 8 });
    await fireAlarm(board);
    await fireAlarm(board);
    const later = await board.estimate();
    expect({ claps: later.claps, missing: later.missing }, "after three").toEqual({ claps: 12, missing: 0 });
  });

  it("is as old as the oldest of its parts", async () => {
    const { board, startedAt } = await watchedEvent("show-903");
    for (let n = 0; n < 3; n++) {
      moveDate(1_000);
      await fireAlarm(board);
    }
    expect((await board.estimate()).asOf - startedAt, "milliseconds to asOf, after alarms at 1, 2 and 3 seconds").toBe(
      1_000,
    );
  });

  it("is gathered for a minute after somebody has looked", async () => {
    const { board } = await watchedEvent("show-904");
    await fireAlarm(board);
    expect(await alarmTime(board), "the next alarm, while somebody looks").not.toBeNull();
    moveDate(MINUTE);
    await fireAlarm(board);
    expect(await alarmTime(board), "the next alarm, a minute later").toBeNull();
  });
});
