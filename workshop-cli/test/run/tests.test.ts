import { describe, expect, it } from "vitest";
import { countResults, type Results } from "./tests.ts";

describe("A run of Vitest", () => {
  it("comes to its tests", () => {
    expect(countResults(results({ numTotalTests: 3, numPassedTests: 2, numPendingTests: 1 }))).toEqual({
      passed: 2,
      failed: 0,
      skipped: 1,
    });
  });

  it.each<[why: string, partial: Partial<Results>]>([
    [
      "a test failed",
      { numFailedTests: 1, testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }] },
    ],
    ["a file didn't load", { testResults: [{ status: "failed", assertionResults: [] }] }],
    ["a hook threw after the tests", { testResults: [{ status: "failed", assertionResults: [{ status: "passed" }] }] }],
    ["an error belongs to no test", {}],
  ])("counts one failure when %s", (_, partial) => {
    expect(countResults(results({ success: false, ...partial })).failed).toBe(1);
  });

  it("fails when it ran nothing", () => {
    expect(countResults(results({ numTotalTests: 0, numPassedTests: 0 })).failed).toBe(1);
  });
});

function results(partial: Partial<Results>): Results {
  const none = { numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  return { success: true, numTotalTests: 2, numPassedTests: 2, ...none, ...partial };
}
