import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { basename, join } from "node:path";
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
  const folder = join(root, "exercises", name);
  const file = `exercises/${name}/README.md`;
  const found = readFrontMatter(join(folder, "README.md"), file);
  if (!found) return null;
  const [, number = "", slug = ""] = FOLDER.exec(name) ?? [];
  return {
    number: Number(number),
    slug,
    folder,
    solution: join(root, "solutions", name),
    ...readFields(found, file),
  };
}

function readFrontMatter(path: string, file: string): FrontMatter | null {
  try {
    const start = readHead(path);
    const found = parseFrontMatter(start, file) ?? parseFrontMatter(readFileSync(path, "utf8"), file);
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
    return head.toString("utf8", 0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

function refuseClashes(exercises: Exercise[]): void {
  const names = new Map<string, Exercise>();
  for (const exercise of exercises) {
    for (const name of [`number ${exercise.number}`, exercise.slug, ...exercise.formerly]) {
      const other = names.get(name);
      if (other) {
        throw courseError(
          `exercises/${basename(exercise.folder)}/README.md`,
          1,
          `The name "${name}" belongs to exercises/${basename(other.folder)} already.`,
          "Give each exercise its own number and slug, also among `formerly`.",
        );
      }
      names.set(name, exercise);
    }
  }
}

const FOLDER = /^(\d+)-([a-z0-9]+(?:-[a-z0-9]+)*)$/;
// Long enough for every front matter we would want to read; a longer one is read whole.
const head = Buffer.alloc(2048);
