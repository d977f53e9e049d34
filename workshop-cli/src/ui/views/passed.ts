import type { Exercise } from "../../course/exercise.ts";
import type { Theme } from "../theme.ts";

/** What to do after a pass: look at other answers, try the stretch, go on. */
export function afterPass(
  theme: Theme,
  upNext: Exercise | null,
  stretch: "absent" | "passed" | "failed",
  solutionIsThere: boolean,
): string[] {
  const lines = [];
  if (stretch === "failed")
    lines.push(`There is a stretch, for the star: the end of the lesson, ${theme.code("npx workshop read")}`);
  if (solutionIsThere) lines.push(`Why it is so, and what else would do: ${theme.code("npx workshop solution")}`);
  if (upNext) lines.push(`Next: ${upNext.title}, ${upNext.minutes} minutes: ${theme.code("npx workshop next")}`);
  else lines.push("That was the last one: you have passed every exercise of the course.");
  return lines;
}
