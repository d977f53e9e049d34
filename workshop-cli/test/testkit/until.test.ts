import { describe, expect, it } from "vitest";
import { until } from "../../testkit/until.ts";

describe("until", () => {
  it("asks until the answer holds, and gives it", async () => {
    let asked = 0;
    expect(
      await until(
        async () => ++asked,
        (count) => count === 7,
      ),
    ).toBe(7);
    expect(asked).toBe(7);
  });

  it("gives the last answer when none of a hundred holds", async () => {
    let asked = 0;
    expect(
      await until(
        async () => ++asked,
        () => false,
      ),
    ).toBe(100);
  });
});
