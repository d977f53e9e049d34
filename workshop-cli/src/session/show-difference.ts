import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareAnswers, type FileComparison, laidOver } from "../comparing/compare-answers.ts";
import { compareTexts, rowsWithin } from "../comparing/compare-texts.ts";
import { type AnswerFiles, answerFiles } from "../course/answer.ts";
import type { Exercise } from "../course/exercise.ts";
import { cutRegions, linesOfTask } from "../course/regions.ts";
import { variantNames, variantPath } from "../course/variants.ts";
import { CourseError, UsageError } from "../errors.ts";
import { type DiffLayout, diffView, newsView } from "../ui/views/diff.ts";
import { outdatedFiles, threeWays } from "../workspace/outdated.ts";
import { findTask } from "./find-task.ts";
import type { Session } from "./session.ts";

/** What a copy is compared with: the solution, the exercise as it was given, or another right answer by its name. */
export type Other = "solution" | "starter" | { alternative: string };

export type Comparing = {
  exercise: Exercise;
  other: Other;
  /** Only what this task asks for. */
  task?: number | undefined;
  layout?: DiffLayout | undefined;
};

/** How the copy differs from another answer. */
export function showDifference({ state, terminal }: Session, comparing: Comparing): string {
  const { exercise, other, task, layout } = comparing;
  const theirs = filesOf(exercise, other);
  const files = compareAnswers(answerFiles(state.copy(exercise.slug)), theirs);
  return diffView(terminal.theme(), task === undefined ? files : ofTask(exercise, task, files, theirs), {
    title: exercise.title,
    other: typeof other === "string" ? other : other.alternative,
    task: task ?? null,
    layout,
  });
}

/** What is new in an exercise since the copy was made, beside what the learner did with it. */
export function showNews({ state, terminal }: Session, exercise: Exercise, layout?: DiffLayout): string {
  const files = outdatedFiles(state, exercise).map(({ path, mine }) => {
    const { base, newer } = threeWays(state, exercise, path);
    return { path, rows: compareTexts(base ?? "", newer ?? ""), note: noteOf[mine] };
  });
  return newsView(terminal.theme(), files, { title: exercise.title, layout });
}

const noteOf = { untouched: "you haven't edited it", edited: "you have edited it", same: "yours has it already" };

/** Refuses a task or an answer that the exercise doesn't have. */
export function refuseStrange({ exercise, other, task }: Comparing): void {
  filesOf(exercise, other);
  if (task !== undefined) findTask(exercise, task);
}

/** The files of what a copy is compared with. */
export function filesOf(exercise: Exercise, other: Other): AnswerFiles {
  if (other === "starter") return answerFiles(exercise.folder);
  if (!existsSync(exercise.solution)) {
    throw new CourseError(`${exercise.title} has no solution yet.`, "Its authors have to write it.");
  }
  const solution = answerFiles(exercise.solution);
  if (other === "solution") return solution;
  const names = variantNames(exercise, "alternatives");
  if (names.includes(other.alternative)) {
    return laidOver(solution, variantPath(exercise, "alternatives", other.alternative), exercise.focus);
  }
  throw new UsageError(
    `${exercise.title} has no other answer "${other.alternative}".`,
    names.length === 0 ? "It has none." : `There are ${names.join(", ")}.`,
  );
}

/** Keeps what a task asks for. Where an answer is made otherwise, nobody can tell, and the whole file stays. */
function ofTask(exercise: Exercise, task: number, files: FileComparison[], theirs: AnswerFiles): FileComparison[] {
  return files.flatMap((file) => {
    const [given, answer] = [join(exercise.folder, file.path), theirs.get(file.path)];
    const isGiven = existsSync(given) && answer !== undefined;
    const lines = isGiven && linesOfTask(cutRegions(readFileSync(given, "utf8")), readFileSync(answer, "utf8"), task);
    if (!lines) return file.state === "changed" && isGiven ? [file] : [];
    const rows = rowsWithin(file.rows, lines);
    return rows.some(({ state }) => state === "changed") ? [{ ...file, rows }] : [];
  });
}
