import { courseError } from "./course-error.ts";
import type { Exercise, Lesson } from "./exercise.ts";
import { parseFrontMatter } from "./front-matter.ts";
import { readCourseText } from "./read-text.ts";
import { numberedSections } from "./sections.ts";

/** Reads the lesson of an exercise: its text without the front matter, and its tasks `## 1. …` in order. */
export function readLesson(exercise: Exercise): Lesson {
  const { text, file } = readCourseText(exercise, "README.md");
  const front = parseFrontMatter(text, file);
  if (!front) throw courseError(file, 1, "The front matter never ends.", "Close it with a line `---`.");
  const body = text.slice(front.bodyStart);
  const tasks = numberedSections(body, file, front.bodyLine);
  return { text: body.trim(), tasks: tasks.map(({ number, title, text }) => ({ number, title, text })) };
}
