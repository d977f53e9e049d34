import { describe, expect, it } from "vitest";
import { passTimeForAll } from "#testkit/alarms";
import { moveDate } from "#testkit/time";
import { crashes, HOLD, openSale, SECOND } from "./sale.ts";

describe("3. A hold ends by itself", () => {
  it("lasts until its last millisecond", async () => {
    const sale = await openSale("lasts");
    await sale.choose("ada", "A1");
    moveDate(HOLD - 1);
    expect(await sale.stateOf("A1"), "the seat one millisecond before the hold's end").toEqual({ A1: "held" });
    expect((await sale.choose("bob", "A1")).state, "what comes of Bob's asking for it").toBe("taken");
  });

  it("is over at its end, though no alarm has come", async () => {
    const sale = await openSale("over");
    const { hold } = await sale.choose("ada", "A1", "A2");
    await sale.choose("bob", "A3");
    moveDate(HOLD);
    const free = { A1: "free", A2: "free", A3: "free" };
    expect(await sale.stateOf("A1", "A2", "A3"), "the seats of two buyers at the end of both holds").toEqual(free);
    expect((await sale.release(hold)).status, "status of giving back what is over").toBe(410);
  });

  it("makes room for the next buyer, though no alarm has come", async () => {
    const sale = await openSale("next");
    await sale.choose("ada", "A1", "A2");
    moveDate(HOLD);
    expect((await sale.choose("bob", "A2")).state, "what comes of Bob's asking at the hold's end").toBe("held");
    expect((await sale.choose("ada", "A1")).state, "what comes of Ada's asking for a seat of hers").toBe("held");
  });

  it("is followed by a new one, not by the old one again", async () => {
    const sale = await openSale("anew");
    const { hold } = await sale.choose("ada", "A1");
    moveDate(HOLD);
    const anew = await sale.choose("ada", "A1");
    expect(anew.until, "when the new hold ends").toBe(Date.now() + HOLD);
    expect((await sale.release(hold)).status, "status of giving back the old one").toBe(410);
    expect(await sale.stateOf("A1"), "the seat, which is held anew").toEqual({ A1: "held" });
  });

  it("is seen to end by those who look on, when the alarm comes", async () => {
    const sale = await openSale("seen");
    const viewer = await sale.look();
    await sale.choose("ada", "A1", "A2");
    await passTimeForAll(HOLD);
    const free = { A1: "free", A2: "free" } as const;
    expect(await sale.seenBy(viewer, free), "what they have been sent, without anybody's asking").toEqual(free);
  });

  it("is seen to end, when the alarm comes, also where somebody has asked how things stand", async () => {
    const sale = await openSale("seen-late");
    const viewer = await sale.look();
    await sale.choose("ada", "A1");
    moveDate(HOLD);
    expect(await sale.stateOf("A1"), "the seat at the hold's end, for whoever asks").toEqual({ A1: "free" });
    await passTimeForAll(SECOND);
    expect(await sale.seenBy(viewer, { A1: "free" }), "what those who look on have been sent").toEqual({ A1: "free" });
  });

  it("ends at its own time among others", async () => {
    const sale = await openSale("others");
    const viewer = await sale.look();
    await sale.choose("ada", "A1");
    await passTimeForAll(30 * SECOND);
    await sale.choose("bob", "A2");
    await passTimeForAll(30 * SECOND);
    await sale.choose("cem", "A3");
    const steps = [
      [HOLD - 60 * SECOND, { A1: "free", A2: "held", A3: "held" }],
      [30 * SECOND, { A1: "free", A2: "free", A3: "held" }],
      [30 * SECOND, { A1: "free", A2: "free", A3: "free" }],
    ] as const;
    for (const [ms, expected] of steps) {
      await passTimeForAll(ms);
      expect(await sale.seenBy(viewer, expected), "what those who look on have been sent").toEqual(expected);
    }
  });

  it("is ended by no late alarm of an earlier one", async () => {
    const sale = await openSale("late-alarm");
    await sale.choose("ada", "A1");
    moveDate(HOLD);
    await sale.choose("bob", "A1");
    await passTimeForAll(SECOND);
    expect(await sale.stateOf("A1"), "Bob's seat, after the alarm of Ada's hold").toEqual({ A1: "held" });
  });

  it("isn't seen to end by whoever sees the next one, when its alarm is late", async () => {
    const sale = await openSale("late-alarm-seen");
    const viewer = await sale.look();
    await sale.choose("ada", "A1", "A2");
    moveDate(HOLD);
    await sale.choose("bob", "A1");
    await passTimeForAll(SECOND);
    // What is sent before this is seen before this.
    await sale.choose("cem", "A3");
    const expected = { A1: "held", A2: "free", A3: "held" } as const;
    expect(
      await sale.seenBy(viewer, expected),
      "Bob's seat, one that was Ada's, and Cem's, as those who look on have been sent them",
    ).toEqual(expected);
  });

  it("is over at its end also for whoever comes to look on, though no alarm has come", async () => {
    const sale = await openSale("late-alarm-greeting");
    await sale.choose("ada", "A1");
    moveDate(HOLD);
    const viewer = await sale.look();
    expect(await sale.seenBy(viewer, { A1: "free" }), "what whoever comes then has been sent").toEqual({ A1: "free" });
  });

  it.for(crashes)("ends, and is seen to end, although everything %s meanwhile", async ([how, crash]) => {
    const sale = await openSale(how);
    await sale.choose("ada", "A1");
    await crash();
    const viewer = await sale.look();
    await passTimeForAll(HOLD);
    expect(await sale.seenBy(viewer, { A1: "free" }), "what those who look on have been sent").toEqual({ A1: "free" });
    expect((await sale.choose("bob", "A1")).state, "what comes of Bob's asking for the seat").toBe("held");
  });
});
