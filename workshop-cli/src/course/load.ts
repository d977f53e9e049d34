import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { CourseError, EnvironmentError } from "../errors.ts";
import { courseError } from "./course-error.ts";
import { readCourseFile } from "./course-file.ts";
import type { Course, Exercise } from "./exercise.ts";
import { readFields } from "./fields.ts";
import { type FrontMatter, parseFrontMatter } from "./front-matter.ts";

/**
 * Reads the course under `root`: the names of its folders, the front matter of each lesson, and `course.json`.
 * A folder without a lesson is passed over: git leaves such behind where an exercise was renamed.
 */
export function loadCourse(root: string): Course {
  const exercises = exerciseFolders(root)
    .map((name) => loadExercise(root, name))
    .filter((exercise) => exercise !== null)
    .sort((a, b) => a.number - b.number);
  refuseClashes(exercises);
  return { root, ...readCourseFile(root, exercises), exercises };
}

function exerciseFolders(root: string): string[] {
  try {
    return readdirSync(join(root, "exercises")).filter((name) => FOLDER.test(name));
  } catch (error) {
    throw new CourseError(
      `There is no course in ${root}: the folder exercises/ can't be read.`,
      "Clone the workshop again, or run the command inside it.",
      { cause: error },
    );
  }
}

function loadExercise(root: string, name: string): Exercise | null {
  // A thousand times `join` would take as long as reading the files.
  const folder = `${root}${sep}exercises${sep}${name}`;
  const file = `exercises/${name}/README.md`;
  const found = readFrontMatter(`${folder}${sep}README.md`, file);
  if (!found) return null;
  const [, number = "", slug = ""] = FOLDER.exec(name) ?? [];
  return {
    number: Number(number),
    slug,
    folder,
    solution: `${root}${sep}solutions${sep}${name}`,
    ...readFields(found, file),
  };
}

function readFrontMatter(path: string, file: string): FrontMatter | null {
  try {
    const found = parseFrontMatter(readHead(path), file) ?? parseFrontMatter(readFileSync(path, "utf8"), file);
    if (found) return found;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    if (code === undefined) throw error;
    throw new EnvironmentError(`${file} can't be read (${code}).`, "Look at the rights of the file.", { cause: error });
  }
  throw courseError(file, 1, "The front matter never ends.", "Close it with a line `---`.");
}

function readHead(path: string): string {
  const file = openSync(path, "r");
  try {
    const length = readSync(file, head, 0, head.length, 0);
    const end = head.indexOf(CLOSED) + CLOSED.length;
    return head.toString("utf8", 0, end < CLOSED.length || end > length ? length : end);
  } finally {
    closeSync(file);
  }
}

function refuseClashes(exercises: Exercise[]): void {
  const numbers = new Map<number, Exercise>();
  const slugs = new Map<string, Exercise>();
  for (const exercise of exercises) {
    take(numbers, exercise.number, exercise);
    take(slugs, exercise.slug, exercise);
    for (const name of exercise.formerly) take(slugs, name, exercise);
  }
}

function take<Name extends number | string>(taken: Map<Name, Exercise>, name: Name, exercise: Exercise): void {
  const other = taken.get(name);
  if (other) {
    throw courseError(
      `exercises/${basename(exercise.folder)}/README.md`,
      1,
      `The name "${typeof name === "number" ? `number ${name}` : name}" belongs to exercises/${basename(other.folder)} already.`,
      "Give each exercise its own number and slug, also among `formerly`.",
    );
  }
  taken.set(name, exercise);
}

const FOLDER = /^(\d+)-([a-z0-9]+(?:-[a-z0-9]+)*)$/;
// Only what is needed is turned into text: a thousand times, the rest is what takes longest.
const CLOSED = "\n---\n";
// Long enough for every front matter we would want to read; a longer one is read whole.
const head = Buffer.alloc(1024);
