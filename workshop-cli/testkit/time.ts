import { onTestFinished, vi } from "vitest";

/** Milliseconds in a minute, an hour and a day. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * 1 January 2100, 00:00 UTC, in milliseconds. So far away that an alarm set near it never fires by itself while a test
 * runs, and still a date that storage takes.
 */
export const FAR_FUTURE = Date.UTC(2100, 0, 1);

/**
 * Stops `Date` at `ms` (milliseconds since 1970) until the test is over, and answers that time. Timers stay real:
 * `setTimeout`, requests and alarms go by workerd's own clock, and so do `datetime('now')` and `unixepoch()` in SQL.
 * Objects and tests share one isolate here, so an object reads the same date.
 */
export function freezeDate(ms = FAR_FUTURE): number {
  vi.useFakeTimers({ toFake: ["Date"], now: ms });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  return ms;
}

/** Moves the frozen `Date` by `ms` milliseconds (back, where negative) and answers the new time. No alarm is fired: see `#testkit/alarms`. */
export function moveDate(ms: number): number {
  if (!isDateFrozen()) throw new Error("The date isn't frozen: call freezeDate() before moveDate().");
  const now = Date.now() + ms;
  vi.setSystemTime(now);
  return now;
}

/** Whether `freezeDate` is in force. */
export function isDateFrozen(): boolean {
  return vi.isFakeTimers();
}

/** A time that can be read in a failing test: `2100-01-01T01:00:00.000Z`; what isn't a time stays `null`. */
export function readable(ms: number | null | undefined): string | null {
  return typeof ms === "number" ? new Date(ms).toISOString() : null;
}
