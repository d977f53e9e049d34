import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CourseError } from "../errors.ts";
import type { Exercise } from "./exercise.ts";

/** Reads a text of an exercise with plain line ends, and tells how the file is called in messages. */
export function readCourseText(exercise: Exercise, name: string): { text: string; file: string } {
  const file = `exercises/${basename(exercise.folder)}/${name}`;
  try {
    const text = readFileSync(join(exercise.folder, name), "utf8").replace(/^\uFEFF/, "");
    return { text: text.replaceAll("\r\n", "\n"), file };
  } catch (error) {
    const path = JSON.stringify(file);
    throw new CourseError(`${file} can't be read.`, `Bring it back, for example with \`git checkout ${path}\`.`, {
      cause: error,
    });
  }
}
