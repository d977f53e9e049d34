import { describe, expect, it } from "vitest";
import { alarmTime, fireAlarm } from "#testkit/alarms";
import { evict } from "#testkit/objects";
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

  it("is of now, and empty, before any shard was heard of", async () => {
    const { board, startedAt } = await watchedEvent("show-905");
    moveDate(500);
    const { claps, missing, asOf } = await board.estimate();
    const told = { claps, missing, asOf: asOf - startedAt };
    expect(told, "the estimate before the first alarm, half a second after the start").toEqual({
      claps: 0,
      missing: 12,
      asOf: 500,
    });
  });

  it("counts a shard as missing that has never answered", async () => {
    const { board, now } = await watchedEvent("show-906");
    await now[5]?.fail();
    for (let n = 0; n < 3; n++) await fireAlarm(board);
    const { claps, missing } = await board.estimate();
    expect({ claps, missing }, "the estimate, of twelve shards, one of which fails").toEqual({ claps: 11, missing: 1 });
  });

  it("keeps the last number of a shard that doesn't answer any more, and its age", async () => {
    const { board, now, startedAt } = await watchedEvent("show-907");
    for (let n = 0; n < 6; n++) {
      if (n === 3) await now[5]?.fail();
      moveDate(1_000);
      await fireAlarm(board);
    }
    const { claps, missing, asOf } = await board.estimate();
    expect({ claps, missing }, "the estimate, when a shard fails that has answered before").toEqual({
      claps: 12,
      missing: 0,
    });
    expect(
      asOf - startedAt,
      "milliseconds to asOf, after it answered in the first three seconds: at most",
    ).toBeLessThanOrEqual(3_000);
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

  it("is gathered on time, however often somebody looks", async () => {
    const { board } = await watchedEvent("show-908");
    const first = (await alarmTime(board)) ?? Number.NaN;
    for (let looks = 0; looks < 3; looks++) {
      moveDate(300);
      await board.estimate();
    }
    const putOff = ((await alarmTime(board)) ?? Number.NaN) - first;
    expect(putOff, "milliseconds by which looks put off the alarm: at most").toBeLessThanOrEqual(0);
  });

  it("goes on where it was, when the board restarts", async () => {
    const { board } = await watchedEvent("show-909");
    for (let n = 0; n < 3; n++) {
      await fireAlarm(board);
      await evict(board);
    }
    const { claps, missing } = await board.estimate();
    expect({ claps, missing }, "the estimate after three alarms, with a restart after each").toEqual({
      claps: 12,
      missing: 0,
    });
  });

  it("is gathered for a minute after somebody has looked", async () => {
    const { board } = await watchedEvent("show-904");
    await fireAlarm(board);
    expect(await alarmTime(board), "the next alarm, while somebody looks").not.toBeNull();
    moveDate(MINUTE);
    await fireAlarm(board);
    expect(await alarmTime(board), "the next alarm, a minute later").toBeNull();
  });

  it("is gathered again when somebody looks after a quiet minute", async () => {
    const { board } = await watchedEvent("show-910");
    moveDate(MINUTE);
    await fireAlarm(board);
    await board.estimate();
    expect(await alarmTime(board), "the next alarm, after a look at last").not.toBeNull();
  });

  it("is gathered for a minute after the last look, not the first", async () => {
    const { board } = await watchedEvent("show-911");
    moveDate(50_000);
    await board.estimate();
    moveDate(50_000);
    await fireAlarm(board);
    expect(await alarmTime(board), "the next alarm, fifty seconds after the last look").not.toBeNull();
  });

  it("is as old as the questions, not the answers", async () => {
    const { board, open, close, untilAsked } = await watchedEvent("show-912");
    await close();
    const gathered = fireAlarm(board);
    await untilAsked(4);
    const askedAt = Date.now();
    moveDate(5_000);
    await open();
    await gathered;
    const { asOf } = await board.estimate();
    expect(asOf - askedAt, "milliseconds from the questions to asOf, when answers took five seconds").toBe(0);
  });
});
