import { describe, expect, it } from "vitest";
import { toFailure } from "../../src/grading/failure.ts";

const isOurs = (file: string) => file.startsWith("/course/");

describe("a failure", () => {
  it("has what was expected beside what came, and the first place that isn't the tools'", () => {
    const stacks = [
      { file: "/tools/expect.js", line: 1 },
      { file: "/course/exercises/01-counter/test/1-remembers.test.ts", line: 7 },
    ];
    const error = {
      name: "AssertionError",
      message: "\u001b[31mthe count\u001b[39m",
      expected: "2",
      actual: "",
      stacks,
    };
    expect(toFailure(error, isOurs)).toEqual({
      name: "AssertionError",
      message: "the count",
      expected: "2",
      actual: "",
      file: stacks[1]?.file,
      line: 7,
    });
  });

  it.each<[string, (rows: number) => void, string]>([
    ["at most", (rows) => expect(rows, "rows read").toBeLessThanOrEqual(5), "at most 5"],
    ["less than", (rows) => expect(rows, "rows read").toBeLessThan(5), "less than 5"],
    ["at least", (rows) => expect(rows, "rows read").toBeGreaterThanOrEqual(9), "at least 9"],
    ["more than", (rows) => expect(rows, "rows read").toBeGreaterThan(9), "more than 9"],
    ["another value", (rows) => expect(rows, "rows read").not.toBe(7), "anything but 7"],
    ["another list", (rows) => expect([rows], "rows read").not.toEqual([7]), "anything but [7]"],
    ["something", () => expect(null, "the holder").not.toBeNull(), "anything but null"],
    ["that very value", (rows) => expect(rows, "not to be 7: expected 7 not to be 7").toBe(5), "5"],
  ])("says what was wanted: %s", (_, check, wanted) => {
    expect(
      toFailure(
        thrownBy(() => check(7)),
        isOurs,
      ),
    ).toMatchObject({ expected: wanted });
  });

  it("compares nothing where nothing was expected: the message of toContain() says both", () => {
    const message = "the names: expected [] to include 'a'";
    expect(toFailure({ message, actual: "" }, isOurs)).toMatchObject({ message, expected: null, actual: null });
  });

  it.each(["Test", "Hook"])("says in our words that the limit is over, of a %s", (what) => {
    const message = `${what} timed out in 3000.0000000000005ms.\nIf this is a long-running test, pass a timeout value.`;
    expect(toFailure({ message }, isOurs).message).toMatch(/^It wasn't over after 3 s: something[^\n]*$/);
  });

  it("has the message of its cause as well", () => {
    expect(toFailure({ message: "above", cause: { message: "below" } }, isOurs).message).toBe("above\nbelow");
  });

  it("is whatever was thrown, in words", () => {
    expect(toFailure("a text", isOurs)).toMatchObject({ name: "Error", message: "a text" });
  });
});

/** As a run tells of it: values are texts. */
function thrownBy(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    const { message, expected, actual } = error as { message: string; expected: unknown; actual: unknown };
    return { message, expected: JSON.stringify(expected), actual: JSON.stringify(actual) };
  }
  throw new Error("Nothing was thrown.");
}
