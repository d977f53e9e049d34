import { CourseError } from "../errors.ts";

/** Names the file and line of a course that its authors have to mend. */
export function courseError(file: string, line: number, problem: string, remedy: string): CourseError {
  return new CourseError(`${file}:${line}: ${problem}`, remedy);
}
