import { existsSync, readFileSync } from "node:fs";
import type { Exercise } from "./exercise.ts";
import { type MistakeComment, mistakeFile, readMistakeComment } from "./mistake-comment.ts";
import { type FailingTest, readMistakesFail } from "./mistakes-fail.ts";
import { variantNames } from "./variants.ts";

/** A wrong answer that people really give: what its file says of it, and all the tests that fail with it. */
export type Mistake = MistakeComment & { name: string; file: string; fails: FailingTest[] };

/** The mistakes of an exercise, in the order of their names. One whose comment can't be read is for the authors to mend. */
export function readMistakes(exercise: Exercise): Mistake[] {
  const fails = readMistakesFail(exercise);
  return variantNames(exercise, "mistakes").flatMap((name) => {
    const file = mistakeFile({ exercise, name });
    const comment = existsSync(file) ? readMistakeComment(readFileSync(file, "utf8")) : { problem: "There is none." };
    return "problem" in comment ? [] : [{ name, file, ...comment, fails: fails.get(name) ?? [] }];
  });
}
