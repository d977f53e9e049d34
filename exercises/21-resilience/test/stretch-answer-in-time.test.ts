import { describe, expect, it } from "vitest";
import { showOf } from "./shows.ts";

const SECOND = 1_000;

describe("Stretch: a call that isn't answered", () => {
  it("is made again after three seconds, and counted once", async () => {
    const { fails, vote, patiently, calls, counted } = showOf("show-901");
    await fails("silent");
    expect(await patiently(vote()), "what a viewer is told whose first call isn't answered").toMatchObject({
      status: 200,
    });
    const [, second] = await calls();
    expect(second, "milliseconds until the second call: at least").toBeGreaterThanOrEqual(3 * SECOND);
    expect(second, "milliseconds until the second call: less than").toBeLessThan(4 * SECOND);
    expect(await counted(), "votes").toBe(1);
  });

  it("keeps nobody waiting for longer than ten seconds", async () => {
    const { fails, vote, patiently, passed } = showOf("show-902");
    await fails("silent", 50);
    const told = await patiently(vote());
    expect(passed(), "milliseconds until the viewer knows: at most").toBeLessThanOrEqual(10 * SECOND);
    expect(told, "what a viewer is told when no call is answered").toMatchObject({ status: 503 });
  });
});
