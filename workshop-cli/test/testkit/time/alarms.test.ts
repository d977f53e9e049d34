import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { alarmTime, fireAlarm, fireAlarmWithRetries, passTime, passTimeForAll } from "#testkit/alarms";
import { evict, forgetObjects } from "#testkit/objects";
import { freezeDate, moveDate } from "#testkit/time";
import { log, type Step } from "./worker.ts";

const fails: Step[] = [{ do: "throw" }];
let now: number;
beforeEach(() => {
  now = freezeDate();
});

/** An object whose alarm stands a second from now. */
async function scripted(name: string, ...calls: Step[][]) {
  const object = env.SCRIPTED.getByName(name);
  await object.script(1000, ...calls);
  return object;
}

describe("fireAlarm", () => {
  it("calls nothing where no alarm stands", async () => {
    expect(await fireAlarm(env.SCRIPTED.getByName("none"))).toEqual({ state: "none" });
    expect(log("none")).toEqual([]);
  });

  it("clears the alarm, moves a frozen date to its time and passes a first call's argument", async () => {
    const object = await scripted("first call");
    expect(await fireAlarm(object)).toEqual({ state: "done", scheduledTime: now + 1000 });
    expect(log("first call")).toEqual([
      expect.objectContaining({ retryCount: 0, isRetry: false, early: false, duringAlarm: null }),
    ]);
    expect(Date.now()).toBe(now + 1000);
    expect(await alarmTime(object)).toBeNull();
  });

  it("doesn't move the date back for an alarm that comes late", async () => {
    const object = await scripted("late");
    moveDate(60_000);
    await fireAlarm(object);
    expect(Date.now()).toBe(now + 60_000);
  });

  it("answers what was thrown, and lets the alarm stand at its old time during the back-off", async () => {
    const object = await scripted("throws", [{ do: "write" }, ...fails]);
    const call = await fireAlarm(object);
    expect(call).toEqual({ state: "threw", scheduledTime: now + 1000, error: new Error("scripted"), again: true });
    expect(await alarmTime(object)).toBe(now + 1000);
    expect(await object.writes(), "writes before a throw stay").toBe(1);
  });

  it("leaves an alarm alone that is later than it may be", async () => {
    const object = await scripted("later");
    expect(await fireAlarm(object, { by: now + 999 })).toEqual({ state: "none" });
    expect([Date.now(), await alarmTime(object)]).toEqual([now, now + 1000]);
    expect(await fireAlarm(object, { by: now + 1000 })).toMatchObject({ state: "done" });
  });

  it("passes a retry's argument", async () => {
    const object = await scripted("retry");
    await fireAlarm(object, { retryCount: 3 });
    expect(log("retry")[0]).toMatchObject({ retryCount: 3, isRetry: true });
  });

  it("drops the alarm when the sixth retry throws", async () => {
    const object = await scripted("last retry", fails);
    expect(await fireAlarm(object, { retryCount: 6 })).toMatchObject({ state: "threw", again: false });
    expect(await alarmTime(object)).toBeNull();
  });

  it("calls the handler for a time that is given, and leaves another alarm alone", async () => {
    const object = await scripted("twice");
    await fireAlarm(object, { scheduledTime: now });
    expect(log("twice")).toHaveLength(1);
    expect(await alarmTime(object)).toBe(now + 1000);
  });

  it("wakes a new instance when asked to", async () => {
    const object = await scripted("fresh", fails);
    await fireAlarm(object);
    await fireAlarm(object, { retryCount: 1, fresh: true });
    const [first, second] = log("fresh");
    expect(second?.instance).not.toBe(first?.instance);
  });

  it("doesn't call the handler where the woken constructor moves the alarm", async () => {
    const object = await scripted("moved");
    await object.inConstructor("sets an alarm");
    expect(await fireAlarm(object, { fresh: true })).toEqual({ state: "moved", to: now + 1000 + 3_600_000 });
    expect(log("moved")).toEqual([]);
  });

  it("says what to write where the class has no handler", async () => {
    const deaf = env.DEAF.getByName("deaf");
    await deaf.set();
    await expect(fireAlarm(deaf)).rejects.toThrow("Deaf has no alarm() method");
  });
});

describe("fireAlarmWithRetries", () => {
  it("stops at the first call that returns", async () => {
    const object = await scripted("third time lucky", fails, fails);
    expect(await fireAlarmWithRetries(object)).toMatchObject({
      state: "done",
      calls: 3,
      errors: [{ message: "scripted" }, {}],
    });
    expect(log("third time lucky").map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    expect(Date.now(), "2 s and 4 s of back-off").toBe(now + 1000 + 6000);
  });

  it("gives up after a first call and six retries", async () => {
    const object = await scripted("never", ...Array<Step[]>(20).fill(fails));
    expect(await fireAlarmWithRetries(object)).toMatchObject({ state: "gone", calls: 7 });
    expect(log("never").map(({ isRetry }) => isRetry)).toEqual([false, true, true, true, true, true, true]);
    expect(await alarmTime(object)).toBeNull();
  });

  it("ends when the handler has set another alarm before it throws", async () => {
    const object = await scripted("sets", [{ do: "set", in: 5000 }, ...fails]);
    expect(await fireAlarmWithRetries(object)).toMatchObject({ state: "threw", calls: 1 });
    expect(await alarmTime(object)).toBe(now + 6000);
  });

  it("ends when the handler has deleted its alarm before it throws", async () => {
    const object = await scripted("deletes", [{ do: "delete" }, ...fails]);
    expect(await fireAlarmWithRetries(object)).toMatchObject({ state: "threw", calls: 1 });
    expect(await alarmTime(object)).toBeNull();
  });

  it("wakes a new instance for each try when asked to", async () => {
    const object = await scripted("fresh tries", fails, fails);
    await fireAlarmWithRetries(object, { fresh: true });
    expect(new Set(log("fresh tries").map(({ instance }) => instance)).size).toBe(3);
  });

  it("answers none where no alarm stands", async () => {
    expect(await fireAlarmWithRetries(env.SCRIPTED.getByName("none either"))).toEqual({
      state: "none",
      calls: 0,
      errors: [],
    });
  });
});

describe("passTime", () => {
  it("lets every alarm of the time go off, one after another, and no later one", async () => {
    const object = await scripted("chain", [{ do: "set", in: 1000 }], [{ do: "set", in: 5000 }]);
    expect(await passTime(object, 3000)).toMatchObject([{ state: "done" }, { state: "done" }]);
    expect(Date.now()).toBe(now + 3000);
    expect(await alarmTime(object)).toBe(now + 7000);
  });

  it("counts the retries as part of their alarm", async () => {
    const object = await scripted("chain with retries", fails, [{ do: "set", in: 1000 }]);
    expect(await passTime(object, 10_000)).toMatchObject([
      { state: "done", calls: 2 },
      { state: "done", calls: 1 },
    ]);
  });

  it("moves the date where no alarm stands", async () => {
    expect(await passTime(env.SCRIPTED.getByName("idle"), 250)).toEqual([]);
    expect(Date.now()).toBe(now + 250);
  });

  it("counts retries where alarms are set too often", async () => {
    const rounds = Array.from({ length: 8 }, () => [fails, [{ do: "set", in: 1000 }] as Step[]]).flat();
    const object = await scripted("too often", ...rounds);
    await expect(passTime(object, 1_000_000, { limit: 10 })).rejects.toThrow("called 12 times within 1000 s");
  });

  it("ends an endless chain with a question", async () => {
    const object = await scripted("endless", ...Array<Step[]>(20).fill([{ do: "set", in: 0 }]));
    await expect(passTime(object, 1000, { limit: 10 })).rejects.toThrow("already passed?");
  });
});

describe("passTimeForAll", () => {
  beforeEach(forgetObjects);

  it("lets the alarms of all objects go off in the order of their times, and no later one", async () => {
    const [one, other] = [await scripted("one of all", [{ do: "set", in: 2000 }]), await scripted("other of all")];
    await other.script(2000);
    await passTimeForAll(2500);
    const times = (name: string) => log(name).length;
    expect([times("one of all"), times("other of all")]).toEqual([1, 1]);
    expect(Date.now()).toBe(now + 2500);
    expect([await alarmTime(one), await alarmTime(other)]).toEqual([now + 3000, null]);
    await passTimeForAll(500);
    expect(times("one of all")).toBe(2);
  });

  it("retries what throws", async () => {
    await scripted("throws among all", fails);
    await passTimeForAll(1000);
    expect(log("throws among all").map(({ retryCount }) => retryCount)).toEqual([0, 1]);
  });

  it("leaves alone what is postponed just before it goes off", async () => {
    const late = await scripted("postponed");
    const other = env.SCRIPTED.getByName("postpones");
    await other.inConstructor("postpones the alarm of postponed");
    await evict(other);
    // The one is looked at first; then the other is, which wakes.
    await passTimeForAll(2500);
    expect(log("postponed")).toEqual([]);
    expect([Date.now(), await alarmTime(late)]).toEqual([now + 2500, now + 3_600_000]);
  });

  it("moves the date where there is nothing else to do", async () => {
    await passTimeForAll(250);
    expect(Date.now()).toBe(now + 250);
  });

  it("ends an endless chain with a question", async () => {
    await scripted("endless among all", ...Array<Step[]>(20).fill([{ do: "set", in: 0 }]));
    await expect(passTimeForAll(1000, { limit: 10 })).rejects.toThrow("already passed?");
  });
});
