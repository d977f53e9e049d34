import { runInDurableObject } from "cloudflare:test";
import { callAlarm } from "./alarm-call.ts";
import { everyObject, evict } from "./objects.ts";
import { isDateFrozen, moveDate, readable } from "./time.ts";

/** Retries after the first call of an alarm; then the platform drops it (workerd: `ALARM_RETRY_MAX_TRIES`, measured). */
export const RETRIES = 6;

/** Milliseconds until the first retry; each later one waits twice as long, plus up to a quarter by chance. */
export const FIRST_DELAY = 2000;

/** What may be said of a call to `alarm()`. */
export type AlarmOptions = {
  /** Retries before this call: 0 to 6. The default is 0, a first call. */
  retryCount?: number;
  /** As the platform does, `retryCount > 0` where it isn't given. */
  isRetry?: boolean;
  /** Calls the handler as for an alarm of this time (ms since 1970), even where none stands; another that stands is left alone. */
  scheduledTime?: number;
  /** Evicts the object first, so that the alarm wakes a new instance. That is the usual case on Cloudflare: nobody called for a while. */
  fresh?: boolean;
  /** Leaves an alarm alone that stands later than this (ms since 1970): what runs in the object may have moved it since somebody looked. */
  by?: number;
};

/**
 * How it went.
 * - `none`: no alarm stood, or only one later than `by`: nothing was called.
 * - `moved`: the constructor of the woken object set another time, so the platform doesn't call the handler (measured).
 * - `done`: the handler returned.
 * - `threw`: it threw `error`. `again` says whether the platform would call once more; the alarm then stands at its old time.
 */
export type AlarmCall =
  | { state: "none" }
  | { state: "moved"; to: number | null }
  | { state: "done"; scheduledTime: number }
  | { state: "threw"; scheduledTime: number; error: unknown; again: boolean };

/** How an alarm with its retries ended: as its last call did, or `gone` when all seven threw. `errors` has one entry a throw. */
export type AlarmHistory = { state: AlarmCall["state"] | "gone"; calls: number; errors: unknown[] };

/** The time that the object's alarm stands at (ms since 1970), or `null`. While a handler runs it is `null`, as on the platform. */
export function alarmTime(stub: DurableObjectStub): Promise<number | null> {
  return runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
}

/** When the object's alarm goes off, to be read and compared: `2100-01-01T01:00:00.000Z`, or `null`. */
export async function alarmOf(stub: DurableObjectStub): Promise<string | null> {
  return readable(await alarmTime(stub));
}

/**
 * Lets the object's alarm go off now, once: clears it, then calls `alarm({ retryCount, isRetry, scheduledTime })`. A frozen
 * date that is earlier than the alarm moves to it first. What the handler throws is answered, not thrown. Where the platform
 * would retry, the alarm stands again at its old time, as it does there during the back-off; call again with the next
 * `retryCount`. Measured in workerd 2026-11-02, and compared with real alarms in workshop-cli/test/testkit/time.
 */
export async function fireAlarm(stub: DurableObjectStub, options: AlarmOptions = {}): Promise<AlarmCall> {
  const asleep = options.fresh ? await putToSleep(stub, options.scheduledTime) : null;
  return runInDurableObject(stub, async (instance, { storage }): Promise<AlarmCall> => {
    const standing = await storage.getAlarm();
    if (asleep && standing !== asleep.alarm) return { state: "moved", to: standing };
    const scheduledTime = options.scheduledTime ?? standing;
    if (scheduledTime === null || (options.by !== undefined && scheduledTime > options.by)) return { state: "none" };
    moveDateTo(scheduledTime);
    const retryCount = options.retryCount ?? 0;
    const info = { scheduledTime, retryCount, isRetry: options.isRetry ?? retryCount > 0 };
    const end = await callAlarm(instance, storage, info);
    if (end.state === "done") return { state: "done", scheduledTime };
    const replaced = end.clears || (await storage.getAlarm()) !== null;
    const again = !replaced && retryCount < RETRIES;
    if (again) await storage.setAlarm(scheduledTime);
    return { state: "threw", scheduledTime, error: end.error, again };
  });
}

/**
 * Lets the object's alarm go off and repeats it as the platform does: a first call and up to six retries while it throws,
 * then the alarm is gone for good. An alarm that the handler sets or deletes before it throws ends the retries. A frozen date
 * moves by the back-off: 2, 4, 8, 16, 32 and 64 s.
 */
export async function fireAlarmWithRetries(
  stub: DurableObjectStub,
  options: Pick<AlarmOptions, "scheduledTime" | "fresh" | "by"> = {},
): Promise<AlarmHistory> {
  const errors: unknown[] = [];
  for (let retryCount = 0; ; retryCount++) {
    const call = await fireAlarm(stub, {
      fresh: options.fresh,
      by: options.by,
      scheduledTime: retryCount === 0 ? options.scheduledTime : undefined,
      retryCount,
    });
    if (call.state === "none" || call.state === "moved") return { state: call.state, calls: retryCount, errors };
    if (call.state === "done") return { state: "done", calls: retryCount + 1, errors };
    errors.push(call.error);
    if (!call.again) return { state: retryCount === RETRIES ? "gone" : "threw", calls: retryCount + 1, errors };
    if (isDateFrozen()) moveDate(FIRST_DELAY * 2 ** retryCount);
  }
}

/**
 * Lets `ms` milliseconds go by for one object under a frozen date: whatever alarm stands within them goes off at its time, with
 * its retries, then the next that the object has set. The date ends `ms` later, or later still where retries took longer.
 * Answers the history of every alarm, in order. Throws once the handler was called more than `limit` times (150), retries
 * counted, for then alarms are set far too often, or to a time that has passed.
 */
export async function passTime(
  stub: DurableObjectStub,
  ms: number,
  options: Pick<AlarmOptions, "fresh"> & { limit?: number } = {},
): Promise<AlarmHistory[]> {
  if (!isDateFrozen()) throw new Error("The date isn't frozen: call freezeDate() before passTime().");
  const { limit = 150 } = options;
  const end = Date.now() + ms;
  const histories: AlarmHistory[] = [];
  let calls = 0;
  for (let standing = await alarmTime(stub); standing !== null && standing <= end; standing = await alarmTime(stub)) {
    const history = await fireAlarmWithRetries(stub, { fresh: options.fresh, by: end });
    if (history.state !== "none") histories.push(history);
    calls += history.calls;
    if (calls > limit) throw new Error(tooMany(calls, ms));
  }
  moveDateTo(end);
  return histories;
}

/**
 * Lets `ms` milliseconds go by for every object under a frozen date, as `passTime()` does for one: alarms go off at their
 * times, in order, whosever they are.
 */
export async function passTimeForAll(ms: number, { limit = 150 } = {}): Promise<void> {
  if (!isDateFrozen()) throw new Error("The date isn't frozen: call freezeDate() before passTimeForAll().");
  const end = Date.now() + ms;
  let calls = 0;
  for (let next = await nextAlarm(); next !== null && next.time <= end; next = await nextAlarm()) {
    calls += (await fireAlarmWithRetries(next.stub, { by: end })).calls;
    if (calls > limit) throw new Error(tooMany(calls, ms));
  }
  moveDateTo(end);
}

/** The alarm, of whatever object, that goes off first. */
async function nextAlarm(): Promise<{ stub: DurableObjectStub; time: number } | null> {
  let first: { stub: DurableObjectStub; time: number } | null = null;
  for (const stub of everyObject()) {
    const time = await alarmTime(stub);
    if (time !== null && (first === null || time < first.time)) first = { stub, time };
  }
  return first;
}

/** Evicts the object and lets the date be that of its alarm, so that its constructor runs then. Answers what stood before. */
async function putToSleep(stub: DurableObjectStub, scheduledTime?: number): Promise<{ alarm: number | null }> {
  const alarm = await alarmTime(stub);
  await evict(stub);
  moveDateTo(scheduledTime ?? alarm ?? 0);
  return { alarm };
}

/** An alarm never fires early. Does nothing where the date isn't frozen. */
function moveDateTo(ms: number): void {
  if (isDateFrozen() && Date.now() < ms) moveDate(ms - Date.now());
}

function tooMany(calls: number, ms: number): string {
  return `The alarm handler was called ${calls} times within ${ms / 1000} s. Does it set its next alarm too soon, or to a time that has already passed? On Cloudflare every call is billed.`;
}
