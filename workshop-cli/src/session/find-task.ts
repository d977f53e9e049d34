import type { Exercise, Lesson } from "../course/exercise.ts";
import { readLesson } from "../course/lesson.ts";
import { UsageError } from "../errors.ts";

/** The task of this number. Throws where the exercise has none, and names those that it has. */
export function findTask(exercise: Exercise, number: number): Lesson["tasks"][number] {
  const { tasks } = readLesson(exercise);
  const found = tasks.find((task) => task.number === number);
  if (found) return found;
  const there = tasks.map(({ number, title }) => `${number}. ${title}`).join(", ");
  throw new UsageError(`${exercise.title} has no task ${number}.`, `It has ${there}.`);
}
