import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";
import { DAY, MINUTE } from "#testkit/time";
import { event } from "./event.ts";

describe("1. The alarm stands at the earliest event", () => {
  it("when many plan and cancel at once", async () => {
    await using worker = await startWorker();
    const scheduler = worker.env.SCHEDULER.getByName("many at once");
    const tomorrow = Date.now() + DAY;
    const numbers = Array.from({ length: 50 }, (_, n) => (n * 37) % 50);
    const planned = numbers.map((n) => scheduler.plan(event("lamp", `light ${n}`, tomorrow + n * MINUTE)));
    const cancelled = [0, 1, 2].map((n) => scheduler.cancel(`light ${n}`));
    await Promise.all([...planned, ...cancelled]);
    const wakesAt = (await scheduler.wakesAt()) ?? Number.NaN;
    expect(
      (wakesAt - tomorrow) / MINUTE,
      "of fifty events, numbered by the minute, the first three are cancelled",
    ).toBe(3);
  });
});
