import { UsageError } from "../errors.ts";
import { editDistance } from "./edit-distance.ts";
import type { Course, Exercise } from "./exercise.ts";

/**
 * Finds an exercise by number, slug, folder name, older slug, a path into it, or any part of the slug that no other has.
 * Throws a `UsageError` that names the candidates.
 */
export function findExercise(course: Course, name: string): Exercise {
  const wanted = lastKnownSegment(course, name.trim().toLowerCase());
  if (/^\d+$/.test(wanted)) return findByNumber(course, Number(wanted));
  const exact = course.exercises.find((exercise) => namesOf(exercise).includes(wanted));
  if (exact) return exact;
  const matching = wanted === "" ? [] : course.exercises.filter(({ slug }) => slug.includes(wanted));
  if (matching.length === 1) return matching[0] as Exercise;
  if (matching.length > 1) throw ambiguous(name, matching);
  throw unknown(name, closest(course, wanted));
}

/** How an exercise is called on screen: `04 sql-schema`. */
export function exerciseLabel(exercise: Exercise): string {
  return `${String(exercise.number).padStart(2, "0")} ${exercise.slug}`;
}

function lastKnownSegment(course: Course, name: string): string {
  const segments = name.split(/[\\/]/).filter((segment) => segment !== "");
  if (segments.length < 2) return segments[0] ?? "";
  const known = new Set(course.exercises.flatMap(namesOf));
  return segments.findLast((segment) => known.has(segment)) ?? segments.at(-1) ?? "";
}

function findByNumber(course: Course, number: number): Exercise {
  const found = course.exercises.find((exercise) => exercise.number === number);
  if (found) return found;
  const numbers = course.exercises.map((exercise) => exercise.number);
  const range = numbers.length === 0 ? "none" : `${Math.min(...numbers)} to ${Math.max(...numbers)}`;
  throw new UsageError(`There is no exercise ${number}; the course has ${range}.`, SEE_LIST);
}

function namesOf({ number, slug, formerly }: Exercise): string[] {
  return [slug, `${number}-${slug}`, `${String(number).padStart(2, "0")}-${slug}`, ...formerly];
}

function ambiguous(name: string, matching: Exercise[]): UsageError {
  return new UsageError(
    `"${name}" could be ${listed(matching.slice(0, 8).map(exerciseLabel), "or")}${matching.length > 8 ? ", and more" : ""}.`,
    "Say more of the name, or give the number.",
  );
}

function unknown(name: string, candidates: Exercise[]): UsageError {
  const meant = candidates.length === 0 ? "" : `Did you mean ${listed(candidates.map(exerciseLabel), "or")}? `;
  return new UsageError(`There is no exercise "${name}".`, `${meant}${SEE_LIST}`);
}

function closest(course: Course, wanted: string): Exercise[] {
  if (wanted === "") return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near = course.exercises
    .map((exercise) => ({ exercise, distance: distanceTo(exercise, wanted) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return near
    .filter(({ distance }) => distance === near[0]?.distance)
    .slice(0, 3)
    .map(({ exercise }) => exercise);
}

function distanceTo(exercise: Exercise, wanted: string): number {
  const forms = [...namesOf(exercise), ...exercise.slug.split("-")];
  return Math.min(...forms.map((form) => editDistance(form, wanted)));
}

function listed(labels: string[], word: string): string {
  return labels.length < 2 ? labels.join("") : `${labels.slice(0, -1).join(", ")} ${word} ${labels.at(-1)}`;
}

const SEE_LIST = "`npx workshop list` shows all.";
