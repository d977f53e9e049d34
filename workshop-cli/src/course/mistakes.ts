import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Exercise } from "./exercise.ts";
import { type MistakeComment, mistakeFile, readMistakeComment } from "./mistake-comment.ts";
import { type FailingTest, readMistakesFail } from "./mistakes-fail.ts";

/** A wrong answer that people really give: what its file says of it, and all the tests that fail with it. */
export type Mistake = MistakeComment & { name: string; file: string; fails: FailingTest[] };

/** The mistakes of an exercise, in the order of their names. One whose comment can't be read is for the authors to mend. */
export function readMistakes(exercise: Exercise): Mistake[] {
  const fails = readMistakesFail(exercise);
  return namesIn(exercise, "mistakes").flatMap((name) => {
    const file = mistakeFile({ exercise, name });
    const comment = existsSync(file) ? readMistakeComment(readFileSync(file, "utf8")) : { problem: "There is none." };
    return "problem" in comment ? [] : [{ name, file, ...comment, fails: fails.get(name) ?? [] }];
  });
}

/** The names of the other right answers to an exercise. */
export function alternativeNames(exercise: Exercise): string[] {
  return namesIn(exercise, "alternatives");
}

/** The file or folder of an alternative. */
export function alternativePath(exercise: Exercise, name: string): string {
  const flat = join(exercise.solution, "alternatives", `${name}${extname(exercise.focus)}`);
  return existsSync(flat) ? flat : join(exercise.solution, "alternatives", name);
}

function namesIn(exercise: Exercise, folder: string): string[] {
  const path = join(exercise.solution, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .map((entry) => basename(entry, extname(exercise.focus)))
    .sort();
}
