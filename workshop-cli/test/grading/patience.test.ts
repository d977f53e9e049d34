import { expect, it } from "vitest";
import { patienceFor } from "../../src/grading/patience.ts";

it.each([
  ["an idle machine", 0.2, 2, 1],
  ["one that has enough to do", 2, 2, 1],
  ["a busy one", 5, 2, 3],
  ["one that can hardly breathe", 40, 2, 4],
  ["Windows, which doesn't tell", 0, 8, 1],
])("%s has its time", (_, waiting, processors, times) => {
  expect(patienceFor(waiting, processors)).toBe(times);
});
