import { onTestFinished, vi } from "vitest";
import { isDateFrozen } from "./time.ts";

/**
 * Lets nobody wait any more, until the test is over: what waits by `scheduler.wait()`, `setTimeout()` or
 * `AbortSignal.timeout()` goes on as soon as nothing else happens, and the frozen date moves to the time at which it was to
 * go on. So the test needs no clock, and code that waits for a call or for a time, whichever comes first, gets what it would.
 *
 * `turn` makes a call to an object that answers at once. Whoever waits makes it again and again, and gives everything else
 * its turn by that. It has to be the one who waits: in workerd nobody can end somebody else's wait from outside of their
 * request.
 */
export function skipWaits(turn: () => PromiseLike<unknown>): void {
  if (!isDateFrozen()) throw new Error("The date isn't frozen: call freezeDate() before skipWaits().");
  const timeline = new Timeline(turn);
  const timers = new Map<number, Wait>();
  // Far from the numbers of real timers, which are cleared here, too.
  let lastTimer = 1_000_000;

  const wait: typeof scheduler.wait = async (ms, { signal } = {}) => {
    signal?.throwIfAborted();
    const own = timeline.begin(ms);
    signal?.addEventListener("abort", () => timeline.cancel(own));
    await timeline.end(own);
    signal?.throwIfAborted();
  };
  const setTimer = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
    const own = timeline.begin(ms);
    timers.set(++lastTimer, own);
    timeline.end(own).then(() => own.isCancelled || callback(...args));
    return lastTimer;
  };
  const clearTimer = (timer: number | null | undefined): void => {
    const own = timers.get(Number(timer));
    if (own === undefined) real.clearTimeout(timer ?? null);
    else timeline.cancel(own);
  };
  const timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    const error = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    timeline.end(timeline.begin(ms)).then(() => controller.abort(error));
    return controller.signal;
  };

  const real = { setTimeout, clearTimeout, wait: scheduler.wait, timeout: AbortSignal.timeout };
  Object.assign(globalThis, { setTimeout: setTimer, clearTimeout: clearTimer });
  Object.assign(scheduler, { wait });
  Object.assign(AbortSignal, { timeout });
  onTestFinished(() => {
    timeline.close();
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Object.assign(scheduler, { wait: real.wait });
    Object.assign(AbortSignal, { timeout: real.timeout });
  });
}

/** One who waits. `lastTurn` tells whether they still do: with a request everybody goes who waits in it, and says nothing. */
type Wait = { until: number; lastTurn: number; isCancelled: boolean };

/** So many turns in which nobody begins or ends to wait are taken for quiet. A call that fails and resets its object takes two. */
const QUIET = 6;

/** Who hasn't taken part for so many turns of others is gone. */
const GONE = 30 * QUIET;

/** All waits of a test. They end one after the other, by their times. */
class Timeline {
  #turn: () => PromiseLike<unknown>;
  #waits = new Set<Wait>();
  /** How often somebody has begun, ended or given up to wait. */
  #changes = 0;
  #turns = 0;
  #isClosed = false;

  constructor(turn: () => PromiseLike<unknown>) {
    this.#turn = turn;
  }

  begin(ms: number): Wait {
    const wait = { until: Date.now() + Math.max(Number(ms) || 0, 0), lastTurn: this.#turns, isCancelled: false };
    this.#waits.add(wait);
    this.#changes++;
    return wait;
  }

  cancel(wait: Wait): void {
    wait.isCancelled = true;
    this.#remove(wait);
  }

  /** Comes back when the wait is over, and moves the date there. Never does where the test is over before. */
  async end(wait: Wait): Promise<void> {
    let changes = this.#changes;
    let quiet = 0;
    while (!this.#isClosed && !wait.isCancelled && (quiet < QUIET || this.#isAfterAnother(wait))) {
      await this.#turn();
      wait.lastTurn = ++this.#turns;
      quiet = changes === this.#changes ? quiet + 1 : 0;
      changes = this.#changes;
    }
    if (this.#isClosed) await new Promise(() => {});
    this.#remove(wait);
    if (!wait.isCancelled && Date.now() < wait.until) vi.setSystemTime(wait.until);
  }

  close(): void {
    this.#isClosed = true;
  }

  #isAfterAnother(wait: Wait): boolean {
    for (const other of this.#waits) if (this.#turns - other.lastTurn > GONE) this.#waits.delete(other);
    return [...this.#waits].some(({ until }) => until < wait.until);
  }

  #remove(wait: Wait): void {
    if (this.#waits.delete(wait)) this.#changes++;
  }
}
