import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

describe("stretch: A counter refuses what isn't a positive whole number", () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses to add %d", async (step) => {
    const counter = env.COUNTER.getByName(`refuses ${step}`);
    await counter.increment(7);
    const refused = await counter.increment(step).then(
      () => false,
      () => true,
    );
    expect(refused, `increment(${step}) throws`).toBe(true);
    expect(await counter.value(), "a refused step leaves the count as it was").toBe(7);
  });

  it("goes on counting after a refusal", async () => {
    const counter = env.COUNTER.getByName("goes on");
    await counter.increment(-1).catch(() => {});
    expect(await counter.increment(), "increment() counts on").toBe(1);
  });
});
