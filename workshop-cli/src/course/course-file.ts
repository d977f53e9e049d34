import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CourseError } from "../errors.ts";
import { courseError } from "./course-error.ts";
import type { Course, Exercise } from "./exercise.ts";

/**
 * Reads `exercises/course.json`: `{ "parts": ["title of part 1", …], "tracks": { "essentials": ["slug", …] } }`.
 * A team's own tracks lie in `exercises/tracks.json`, where there is one: `{ "onboarding": ["slug", …] }`. The track
 * `full` is the whole course where no file says otherwise; a track may name an exercise by an older slug.
 */
export function readCourseFile(root: string, exercises: Exercise[]): Pick<Course, "parts" | "tracks"> {
  const course = read(root, "exercises/course.json", '{ "parts": ["title", …], "tracks": { "name": ["slug", …] } }');
  const { parts, tracks = {}, ...rest } = objectIn(course);
  for (const key of Object.keys(rest)) throw wrong(course, key, `"${key}" isn't known.`);
  if (!isTexts(parts)) throw wrong(course, "parts", '"parts" must be a list of titles.');
  if (!isRecord(tracks)) throw wrong(course, "tracks", '"tracks" must be an object of lists.');
  for (const exercise of exercises) {
    if (exercise.part > parts.length) {
      throw wrong(course, "parts", `${exercise.slug} is in part ${exercise.part}, which has no title.`);
    }
  }
  return {
    parts: parts.map((title, index) => ({ number: index + 1, title })),
    tracks: {
      full: exercises.map(({ slug }) => slug),
      ...resolve(tracks, exercises, course),
      ...ownTracks(root, exercises),
    },
  };
}

type Written = { file: string; text: string; form: string };

function ownTracks(root: string, exercises: Exercise[]): Record<string, string[]> {
  const written = readIfThere(root, "exercises/tracks.json", '{ "name": ["slug", …] }');
  return written === null ? {} : resolve(objectIn(written), exercises, written);
}

function resolve(tracks: Record<string, unknown>, exercises: Exercise[], written: Written): Record<string, string[]> {
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

function read(root: string, file: string, form: string): Written {
  const written = readIfThere(root, file, form);
  if (written) return written;
  throw new CourseError(`${file} can't be read.`, "Bring it back, for example with `git checkout`.");
}

function readIfThere(root: string, file: string, form: string): Written | null {
  try {
    return { file, form, text: readFileSync(join(root, file), "utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new CourseError(`${file} can't be read.`, "Look at the rights of the file.", { cause: error });
  }
}

function objectIn(written: Written): Record<string, unknown> {
  const json = parse(written);
  if (!isRecord(json)) throw wrong(written, "", "It must hold an object.");
  return json;
}

function parse({ text, file, form }: Written): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = (error as Error).message;
    const line = Number(/\(line (\d+)/.exec(message)?.[1] ?? text.split("\n").length);
    const problem = `It isn't JSON: ${message.replace(/ in JSON at position.*$/s, "")}.`;
    throw courseError(file, line, problem, `It holds ${form}.`);
  }
}

function wrong({ text, file, form }: Written, near: string, problem: string) {
  const at = text.indexOf(JSON.stringify(near));
  return courseError(file, at === -1 ? 1 : text.slice(0, at).split("\n").length, problem, `It holds ${form}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
