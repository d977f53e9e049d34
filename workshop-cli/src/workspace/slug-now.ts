import type { Course } from "../course/exercise.ts";

/** The slug of today for one that may be older. */
export function slugNow(course: Course, slug: string): string {
  return course.exercises.find(({ formerly }) => formerly.includes(slug))?.slug ?? slug;
}
