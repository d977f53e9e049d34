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
