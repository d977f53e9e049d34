import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/course/edit-distance.ts";
import { exerciseLabel, findExercise } from "../../src/course/find.ts";
import { loadCourse } from "../../src/course/load.ts";
import { UsageError } from "../../src/errors.ts";
import { courseWith } from "./small-course.ts";

const course = loadCourse(
  courseWith({
    "01-counter": {},
    "04-sql-schema": { formerly: "[leaderboard]" },
    "09-hibernating-chat": {},
    "14-lock": {},
    "15-locksmith": {},
    "22-code-42": {},
  }),
);

describe("an exercise", () => {
  it.each([
    ["4", "sql-schema"],
    ["04", "sql-schema"],
    ["sql-schema", "sql-schema"],
    ["SQL", "sql-schema"],
    ["04-sql-schema", "sql-schema"],
    ["4-sql-schema", "sql-schema"],
    ["leaderboard", "sql-schema"],
    ["lock", "lock"],
    ["chat", "hibernating-chat"],
    [" counter ", "counter"],
    ["exercises/04-sql-schema/", "sql-schema"],
    ["./workspace/counter/src/counter.ts", "counter"],
    ["workspace\\lock", "lock"],
    ["code-42", "code-42"],
  ])("is found by %j", (name, slug) => {
    expect(findExercise(course, name).slug).toBe(slug);
  });

  it.each([
    ["sql-shema", /There is no exercise "sql-shema"/, /Did you mean 04 sql-schema\?/],
    ["conuter", /no exercise "conuter"/, /Did you mean 01 counter\?/],
    ["hibernatin-chta", /no exercise/, /Did you mean 09 hibernating-chat\?/],
    ["shema", /no exercise/, /04 sql-schema/],
    ["zzzzzz", /no exercise "zzzzzz"/, /^`npx workshop list`/],
    ["", /no exercise ""/, /list/],
    ["///", /no exercise/, /list/],
    ["99", /There is no exercise 99; the course has 1 to 22/, /list/],
    ["0", /There is no exercise 0/, /list/],
    ["loc", /"loc" could be 14 lock or 15 locksmith/, /number/],
    ["e", /"e" could be 01 counter, 04 sql-schema, 09 hibernating-chat or 22 code-42/, /number/],
  ])("is not guessed from %j", (name, message, remedy) => {
    try {
      findExercise(course, name);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect((error as UsageError).message).toMatch(message);
      expect((error as UsageError).remedy).toMatch(remedy);
      return;
    }
    expect.unreachable("expected a UsageError");
  });

  it("is labelled by number and slug", () => {
    expect(course.exercises.map(exerciseLabel)[0]).toBe("01 counter");
  });
});

describe("the distance between two words", () => {
  it.each([
    ["", "", 0],
    ["abc", "", 3],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["abcd", "abdc", 1],
    ["same", "same", 0],
  ])("from %j to %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});
