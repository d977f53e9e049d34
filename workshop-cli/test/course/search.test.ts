import { expect, it } from "vitest";
import type { Exercise } from "../../src/course/exercise.ts";
import { searchExercises } from "../../src/course/search.ts";

const exercise = (number: number, slug: string, title: string, part: number, ...concepts: string[]) =>
  ({ number, slug, title, part, concepts }) as Exercise;
const parts = [
  { number: 1, title: "Objects" },
  { number: 2, title: "Time" },
];
const exercises = [
  exercise(1, "counter", "A counter that remembers", 1, "RPC", "storage"),
  exercise(12, "alarms", "Reminders", 2, "the one alarm", "storage"),
];

it.each([
  ["", [1, 12]],
  ["  ", [1, 12]],
  ["COUNT", [1]],
  ["storage", [1, 12]],
  ["storage alarm", [12]],
  ["alarm storage", [12]],
  ["time", [12]],
  ["12", [12]],
  ["01", [1]],
  ["nothing", []],
])("%j finds %j", (words, numbers) => {
  expect(searchExercises({ parts }, exercises, words).map(({ number }) => number)).toEqual(numbers);
});
