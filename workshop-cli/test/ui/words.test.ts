import { describe, expect, it } from "vitest";
import { about, counted, inHours, listed, numbered, onTheClock } from "../../src/ui/words.ts";

describe("words for", () => {
  it.each([
    [0, "0 hints"],
    [1, "1 hint"],
    [2, "2 hints"],
  ])("%i of something", (count, words) => expect(counted(count, "hint")).toBe(words));
  it.each([
    [[], ""],
    [["one"], "one"],
    [["one", "two", "three"], "one, two and three"],
  ])("a list of %j", (words, text) => expect(listed(words)).toBe(text));
  it.each([
    [0, "0 min"],
    [59, "59 min"],
    [60, "1 h"],
    [125, "2 h 5 min"],
  ])("%i minutes", (minutes, words) => expect(inHours(minutes)).toBe(words));
  it.each([
    [45, "45 min"],
    [95, "95 min"],
    [100, "some 2 h"],
    [425, "some 7 h"],
  ])("about %i minutes", (minutes, words) => expect(about(minutes)).toBe(words));
  it("an exercise", () => expect(numbered({ number: 4, title: "SQL" })).toBe("04  SQL"));
  it("a moment, by the clock of this machine", () => {
    const moment = new Date(2026, 0, 5, 9, 7);
    expect(onTheClock(moment.toISOString())).toBe("2026-01-05 09:07");
  });
});
