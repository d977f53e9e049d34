import { describe, expect, it } from "vitest";
import { showOf } from "./shows.ts";

const SECOND = 1_000;

/** The longest that each wait may be, in milliseconds: it doubles from 100, and comes to an end at 2,000. */
const LONGEST = [100, 200, 400, 800, 1_600, 2_000, 2_000];

/** How long a vote has waited before each call, where the first calls are lost, so many. */
async function waitsOf(name: string, lost: number) {
  const { fails, vote, waits } = showOf(name);
  await fails("lost", lost);
  await vote();
  return waits();
}

describe("2. Whoever calls again", () => {
  it("waits before it does, each time at least half of the longest wait, and at most all of it", async () => {
    const waits = await waitsOf("show-201", LONGEST.length);
    expect(waits.length, "waits of a viewer whose first seven calls are lost").toBe(LONGEST.length);
    for (const [n, wait] of waits.entries()) {
      const longest = LONGEST[n] ?? 0;
      // It may be cut to whole milliseconds, or rounded.
      expect(wait, `wait no. ${n + 1}, in milliseconds: at least`).toBeGreaterThanOrEqual(Math.floor(longest / 2));
      expect(wait, `wait no. ${n + 1}, in milliseconds: at most`).toBeLessThanOrEqual(longest + 1);
    }
  });

  it("doesn't wait as long as others who failed at the same time", async () => {
    const ada = await waitsOf("show-202", 4);
    const bob = await waitsOf("show-203", 4);
    expect(ada.length, "waits of a viewer whose first four calls are lost").toBe(4);
    expect(bob, "the waits of another viewer, in milliseconds").not.toEqual(ada);
  });

  it("leaves each wait to chance, the longest ones, too", async () => {
    const viewers: number[][] = [];
    for (let n = 0; n < 4; n++) viewers.push(await waitsOf(`show-${207 + n}`, LONGEST.length));
    const same = LONGEST.flatMap((_, n) => (new Set(viewers.map((waits) => waits[n])).size === 1 ? n + 1 : []));
    expect(same, "the numbers of the waits, of seven, that are the same for each of four viewers").toEqual([]);
  });

  it("doesn't give up while there is time", async () => {
    const { fails, vote } = showOf("show-204");
    await fails("lost", LONGEST.length);
    expect(
      (await vote()).status,
      "the status for a viewer whose eighth call arrives, after seven seconds at most",
    ).toBe(200);
  });

  it("gives up after ten seconds", async () => {
    const { fails, vote, passed, calls } = showOf("show-205");
    await fails("lost", 50);
    const { status } = await vote();
    expect(status, "the status, when no call arrives").not.toBe(200);
    expect(passed(), "milliseconds until the viewer knows: at most").toBeLessThanOrEqual(10 * SECOND);
    expect((await calls()).length, "calls within ten seconds: more than").toBeGreaterThan(LONGEST.length);
  });

  it("doesn't cut the last wait short, to come back with everybody else when the time is over", async () => {
    const last: number[] = [];
    for (const name of ["show-211", "show-212"]) {
      const { fails, vote, calls } = showOf(name);
      await fails("lost", 50);
      await vote();
      last.push((await calls()).at(-1) ?? 0);
    }
    // By chance one of them may come in the last millisecond, but hardly both.
    expect(
      Math.min(...last),
      "milliseconds until the last call, of two viewers the one that gives up first: less than",
    ).toBeLessThan(10 * SECOND - 1);
    expect(
      Math.min(...last),
      "milliseconds until it, where no wait is longer than two seconds: at least",
    ).toBeGreaterThanOrEqual(8 * SECOND - 1);
  });

  it("counts the time that calls have taken, too", async () => {
    const { fails, vote, calls } = showOf("show-206");
    await fails("slow", 50);
    await vote();
    const begun = await calls();
    expect(begun.length, "calls that fail after three seconds each: more than").toBeGreaterThan(2);
    expect(begun.at(-1), "milliseconds until the last call was made: at most").toBeLessThanOrEqual(10 * SECOND);
  });
});
