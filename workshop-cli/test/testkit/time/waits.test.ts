import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { FAR_FUTURE, freezeDate } from "#testkit/time";
import { skipWaits } from "#testkit/waits";

const SECOND = 1_000;

/** Nobody waits from here on; answers an object, and how many milliseconds have passed since. */
function skipped(name: string) {
  freezeDate();
  skipWaits(() => env.WAITER.getByName("turns").now());
  return { object: env.WAITER.getByName(name), passed: () => Date.now() - FAR_FUTURE };
}

describe("skipWaits", () => {
  it("ends scheduler.wait(), and the date has moved by as much", async () => {
    const { passed } = skipped("wait");
    await scheduler.wait(60 * SECOND);
    expect(passed()).toBe(60 * SECOND);
    await scheduler.wait(1);
    expect(passed()).toBe(60 * SECOND + 1);
  });

  it("calls the callback of setTimeout(), with its arguments", async () => {
    const { passed } = skipped("timer");
    expect(await new Promise((resolve) => setTimeout(resolve, SECOND, "called"))).toBe("called");
    expect(passed()).toBe(SECOND);
  });

  it("aborts the signal of AbortSignal.timeout()", async () => {
    const { passed } = skipped("signal");
    const signal = AbortSignal.timeout(SECOND);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
    expect(passed()).toBe(SECOND);
  });

  it("ends waits in the order of their times", async () => {
    const { passed } = skipped("order");
    const ended: number[] = [];
    const wait = async (ms: number) => {
      await scheduler.wait(ms);
      ended.push(passed());
    };
    await Promise.all([wait(300), wait(100), wait(200), wait(100)]);
    expect(ended).toEqual([100, 100, 200, 300]);
  });

  it("lets a call be answered first that is under way", async () => {
    const { object, passed } = skipped("under way");
    const first = await Promise.race([object.now(), scheduler.wait(SECOND)]);
    expect(first).toBe(FAR_FUTURE);
    expect(passed()).toBe(0);
  });

  it("lets a call break off first that is under way, and the object be started again", async () => {
    const { passed } = skipped("breaks off");
    for (let n = 0; n < 5; n++) {
      const call = env.WAITER.getByName("breaks off").breaksOff();
      const end = Promise.resolve(call).catch((error: Error) => error.message);
      expect(await Promise.race([end, scheduler.wait(SECOND)])).toBe("broke off");
    }
    expect(passed()).toBe(0);
  });

  it("ends the wait for a call that isn't answered, in a request of its own", async () => {
    const { passed } = skipped("in vain");
    const answer = await exports.default.fetch("https://waits.example/gives-up?ms=3000");
    expect(await answer.text()).toBe("no answer");
    expect(passed()).toBe(3 * SECOND);
  });

  it("ends waits inside objects", async () => {
    const { object } = skipped("inside");
    expect(await object.after(5 * SECOND)).toBe(FAR_FUTURE + 5 * SECOND);
  });

  it("passes over a timer that was cleared, and a wait that was given up", async () => {
    const { passed } = skipped("cleared");
    const called: string[] = [];
    clearTimeout(setTimeout(() => called.push("cleared"), 10));
    const controller = new AbortController();
    const given = scheduler.wait(20, { signal: controller.signal }).catch(() => called.push("given up"));
    controller.abort();
    await scheduler.wait(SECOND);
    await given;
    expect(called).toEqual(["given up"]);
    expect(passed()).toBe(SECOND);
  });

  it("passes over a wait whose request is over", async () => {
    const { passed } = skipped("over");
    await exports.default.fetch("https://waits.example/gives-up?ms=1000");
    await scheduler.wait(2 * SECOND);
    expect(passed()).toBe(3 * SECOND);
  });

  it("says what is missing where the date isn't frozen", () => {
    expect(() => skipWaits(() => env.WAITER.getByName("turns").now())).toThrow("call freezeDate() before");
  });
});

describe("skipWaits, afterwards", () => {
  it("is over", async () => {
    const before = Date.now();
    await scheduler.wait(20);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(Date.now() - before).toBeGreaterThanOrEqual(30);
    expect(Date.now()).toBeLessThan(FAR_FUTURE);
  });
});
