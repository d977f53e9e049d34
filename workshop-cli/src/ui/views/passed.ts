import type { Exercise } from "../../course/exercise.ts";
import type { Verdict } from "../../grading/verdict.ts";
import type { Theme } from "../theme.ts";

/** What is known when an exercise was passed. */
export type Pass = {
  exercise: Exercise;
  stretch: Verdict["stretch"]["state"];
  upNext: Exercise | null;
  /** How to go on: a command, or a key of the watch. */
  goOn: string;
};

/** What was learned, and what to do after a pass: look at other answers, try the stretch, go on. */
export function afterPass({ code, soft }: Theme, { exercise, stretch, upNext, goOn }: Pass): string[] {
  return [
    `You have used ${listed(exercise.concepts)}.`,
    `${soft("Why it is so, and what else would do")}  ${code("npx workshop solution")}`,
    ...(stretch === "failed"
      ? [`${soft("A star for the stretch, the lesson's end")}  ${code("npx workshop read")}`]
      : []),
    upNext
      ? `${soft("Next")}  ${upNext.title}, ${upNext.minutes} min  ${code(goOn)}`
      : "You have passed every exercise of the course.",
  ];
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
