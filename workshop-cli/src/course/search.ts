import type { Course, Exercise } from "./exercise.ts";

/** The exercises that hold every word: in number, name, title, concepts, or the title of their part. */
export function searchExercises({ parts }: Pick<Course, "parts">, exercises: Exercise[], words: string): Exercise[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return exercises;
  return exercises.filter(({ number, slug, title, concepts, part }) => {
    const partTitle = parts.find((each) => each.number === part)?.title ?? "";
    const text = [String(number).padStart(2, "0"), slug, title, ...concepts, partTitle].join("\n").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
