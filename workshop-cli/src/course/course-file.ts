import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CourseError } from "../errors.ts";
import { courseError } from "./course-error.ts";
import type { Course, Exercise } from "./exercise.ts";

/**
 * Reads `exercises/course.json`: `{ "parts": ["title of part 1", …], "tracks": { "essentials": ["slug", …] } }`.
 * The track `full` is the whole course where the file doesn't say otherwise; a track may name an exercise by an older slug.
 */
export function readCourseFile(root: string, exercises: Exercise[]): Pick<Course, "parts" | "tracks"> {
  const written = read(root);
  const json = parse(written);
  if (!isRecord(json)) throw wrong(written, "", "It must hold an object.");
  const { parts, tracks = {}, ...rest } = json;
  for (const key of Object.keys(rest)) throw wrong(written, key, `"${key}" isn't known.`);
  if (!isTexts(parts)) throw wrong(written, "parts", '"parts" must be a list of titles.');
  if (!isRecord(tracks)) throw wrong(written, "tracks", '"tracks" must be an object of lists.');
  for (const exercise of exercises) {
    if (exercise.part > parts.length) {
      throw wrong(written, "parts", `${exercise.slug} is in part ${exercise.part}, which has no title.`);
    }
  }
  return {
    parts: parts.map((title, index) => ({ number: index + 1, title })),
    tracks: { full: exercises.map(({ slug }) => slug), ...resolve(tracks, exercises, written) },
  };
}

function resolve(tracks: Record<string, unknown>, exercises: Exercise[], written: string): Record<string, string[]> {
  const slugs = new Map(exercises.flatMap(({ slug, formerly }) => [slug, ...formerly].map((name) => [name, slug])));
  const entries = Object.entries(tracks).map(([name, list]) => {
    if (!isTexts(list)) throw wrong(written, name, `The track "${name}" must be a list of slugs.`);
    const resolved = list.map((slug) => {
      const found = slugs.get(slug);
      if (!found) throw wrong(written, slug, `The track "${name}" names "${slug}", which isn't an exercise.`);
      return found;
    });
    return [name, [...new Set(resolved)]];
  });
  return Object.fromEntries(entries);
}

function read(root: string): string {
  try {
    return readFileSync(join(root, FILE), "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new CourseError(`${FILE} can't be read.`, "Bring it back, for example with `git checkout`.", {
      cause: error,
    });
  }
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    const message = (error as Error).message;
    const line = Number(/\(line (\d+)/.exec(message)?.[1] ?? written.split("\n").length);
    throw courseError(FILE, line, `It isn't JSON: ${message.replace(/ in JSON at position.*$/s, "")}.`, REMEDY);
  }
}

function wrong(written: string, near: string, problem: string) {
  const at = written.indexOf(JSON.stringify(near));
  return courseError(FILE, at === -1 ? 1 : written.slice(0, at).split("\n").length, problem, REMEDY);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

const FILE = "exercises/course.json";
const REMEDY = 'It holds { "parts": ["title", …], "tracks": { "name": ["slug", …] } }.';
