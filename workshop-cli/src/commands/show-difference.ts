import { existsSync } from "node:fs";
import { compareFolders } from "../comparing/compare-folders.ts";
import type { Exercise } from "../course/exercise.ts";
import { CourseError } from "../errors.ts";
import { diffView } from "../ui/views/diff.ts";
import type { Session } from "./command.ts";

/** How the copy differs from the solution, or from the starter. */
export function showDifference(
  { state, terminal }: Session,
  exercise: Exercise,
  other: "solution" | "starter",
  layout: "unified" | "side-by-side",
): string {
  const folder = other === "solution" ? exercise.solution : exercise.folder;
  if (!existsSync(folder)) {
    throw new CourseError(`${exercise.title} has no solution yet.`, "Its authors have to write it.");
  }
  const files = compareFolders(state.copy(exercise.slug), folder);
  return diffView(terminal.theme(), files, { layout, other });
}
