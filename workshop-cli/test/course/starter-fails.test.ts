import { expect, it } from "vitest";
import { readStarterFails } from "../../src/course/starter-fails.ts";
import { folderWith } from "../throwaway.ts";

it("reads which tests fail in the starter, by task", () => {
  const folder = folderWith({
    "test/starter-fails.md":
      "## 1. Counts\n- answers 1\n  it answers 1: expected 0\n- adds\n  - no\n\n## 2. Keeps\n- keeps it\n",
  });
  expect(readStarterFails({ folder })).toEqual(
    new Map([
      [1, new Set(["answers 1", "adds"])],
      [2, new Set(["keeps it"])],
    ]),
  );
});

it("knows none where nothing is written down", () => {
  expect(readStarterFails({ folder: folderWith() }).size).toBe(0);
});
