import { describe, expect, it } from "vitest";
import { type AlarmCall, alarmTime, fireAlarm, passTime } from "#testkit/alarms";
import { MINUTE, moveDate } from "#testkit/time";
import { heldLock, nextLease, pass, runOut } from "./leases.ts";

describe("2. A lease ends at its time, whenever the alarm comes", () => {
  it("holds until its last millisecond", async () => {
    const { lock, lease } = await heldLock("last millisecond");
    moveDate(MINUTE - 1);
    expect(await lock.current(), "one millisecond before its end, the lease still holds").toEqual(lease);
    expect(await lock.acquire(MINUTE), "one millisecond before its end, nobody else gets in").toBeNull();
  });

  it("is over at its end, though the alarm is late", async () => {
    const { lock, lease } = await heldLock("late");
    pass(lease);
    expect(await lock.current(), "at the end of the lease nobody holds the lock, though the alarm is late").toBeNull();
  });

  it("makes room for the next holder, though the alarm is late", async () => {
    const { lock, lease } = await heldLock("room");
    pass(lease);
    const next = await lock.acquire(MINUTE);
    expect(next, "at the end of the lease the next one gets in, though the alarm is late").not.toBeNull();
    expect(await lock.current(), "from then on the next one holds the lock").toEqual(next);
  });

  it("makes room for the next holder when the alarm comes on time", async () => {
    const { lock, lease } = await heldLock("on time");
    await runOut(lock, lease);
    expect(await lock.acquire(MINUTE), "after the alarm of a lease that ran out, the next one gets in").not.toBeNull();
  });

  it("isn't ended by an alarm that was meant for the lease before", async () => {
    const { lock, lease } = await heldLock("meant for the one before");
    const lateAlarm = await alarmTime(lock);
    pass(lease);
    const next = await nextLease(lock);
    if (lateAlarm !== null) await fireAlarm(lock, { scheduledTime: lateAlarm });
    expect(await lock.current(), "the late alarm of an old lease leaves the next holder's alone").toEqual(next);
  });

  it("isn't ended by an alarm that was set before it was renewed", async () => {
    const { lock, lease } = await heldLock("before it was renewed");
    const lateAlarm = await alarmTime(lock);
    moveDate(MINUTE / 2);
    const renewed = await lock.renew(lease.token, MINUTE);
    pass(lease);
    if (lateAlarm !== null) await fireAlarm(lock, { scheduledTime: lateAlarm });
    expect(await lock.current(), "the alarm for the first end leaves a renewed lease alone").toEqual(renewed);
  });

  it("isn't watched by alarm after alarm, where one comes before its end", async () => {
    const { lock, lease } = await heldLock("alarm after alarm");
    const lateAlarm = await alarmTime(lock);
    moveDate(MINUTE / 2);
    await lock.renew(lease.token, MINUTE);
    pass(lease);
    if (lateAlarm !== null) await fireAlarm(lock, { scheduledTime: lateAlarm });
    await passTime(lock, MINUTE / 2, { limit: 3 });
    expect(await lock.current(), "at its end the renewed lease is over").toBeNull();
  });

  it("leaves nothing to do for the alarm where it was released", async () => {
    const { lock, lease } = await heldLock("alarm after a release");
    await lock.release(lease.token);
    const call = await fireAlarm(lock);
    expect(thrown(call), "what alarm() throws, when the lease was released before it comes").toBeNull();
  });

  it("leaves nothing to do for an alarm that comes twice", async () => {
    const { lock, lease } = await heldLock("alarm twice");
    const alarm = await alarmTime(lock);
    await runOut(lock, lease);
    const again = alarm === null ? null : await fireAlarm(lock, { scheduledTime: alarm });
    expect(thrown(again), "what alarm() throws, when it comes for the second time").toBeNull();
  });
});

/** Whether an alarm stands after a release is up to the lock; that its handler ends well isn't. */
function thrown(call: AlarmCall | null): string | null {
  return call?.state === "threw" ? String(call.error) : null;
}
