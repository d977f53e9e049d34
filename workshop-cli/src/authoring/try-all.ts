import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { readLesson } from "../course/lesson.ts";
import { mistakeFile, readMistakeComment } from "../course/mistake-comment.ts";
import { testFiles } from "../course/test-files.ts";
import { moveTo } from "../grading/assemble.ts";
import { typeErrors } from "../grading/check-types.ts";
import { type Grader, openGrader } from "../grading/grader.ts";
import type { Subject } from "../grading/subject.ts";
import type { Verdict } from "../grading/verdict.ts";
import type { State } from "../state.ts";
import type { Depth, Tried } from "./material.ts";

/** The subjects of one exercise: those that wait for a grader, and what is known of each. */
type Group = { waiting: Subject[]; left: number; isBegun: boolean; tried: Map<Subject, Tried> };

/**
 * Grades every subject `repeat` times, on two graders at once, and type-checks it.
 *
 * @param groups the subjects of each exercise.
 * @param onTried is told of each group as soon as it is through.
 */
export async function tryAll(
  state: State,
  groups: Subject[][],
  { repeat, depth, load, signal }: { repeat: number; depth: Depth; load: "none" | "full"; signal?: AbortSignal },
  onTried: (tried: Tried[], group: number) => Promise<void>,
): Promise<void> {
  const patience = load === "full" ? 6 : 3;
  const all = groups.map((subjects) => groupOf(subjects, repeat));
  const graders = Math.min(2, availableParallelism());
  const workers = Array.from({ length: graders }, async (_, worker) => {
    const grader = openGrader(state, { patience, between: "keep" });
    try {
      for (let group = nextGroup(all); group !== undefined; group = nextGroup(all)) {
        group.isBegun = true;
        for (let subject = group.waiting.shift(); subject !== undefined; subject = group.waiting.shift()) {
          group.tried.get(subject)?.verdicts.push(await gradeStaged(state, grader, subject, { worker, depth, signal }));
          group.left--;
        }
        if (group.left === 0) await onTried(await withTypes(state, group, depth), all.indexOf(group));
      }
    } catch (error) {
      for (const { waiting } of all) waiting.length = 0; // nobody asks for the rest any more
      throw error;
    } finally {
      await grader.close();
    }
  });
  // Where one fails, the other is still at work in the folders, which may be removed when this is over.
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

function groupOf(subjects: Subject[], repeat: number): Group {
  return {
    waiting: Array.from({ length: repeat }, () => subjects).flat(),
    left: subjects.length * repeat,
    isBegun: false,
    tried: new Map(subjects.map((subject) => [subject, { subject, verdicts: [], types: [] }])),
  };
}

/** A grader stays with an exercise, for which it has a session; in the end it lends a hand where most is left. */
function nextGroup(groups: Group[]): Group | undefined {
  const open = groups.filter(({ waiting }) => waiting.length > 0);
  return open.find(({ isBegun }) => !isBegun) ?? open.sort((a, b) => b.waiting.length - a.waiting.length)[0];
}

/** Every subject of an exercise is graded in one place: the session that is kept for a folder serves them all. */
async function gradeStaged(
  state: State,
  grader: Grader,
  subject: Subject,
  { worker, depth, signal }: { worker: number; depth: Depth; signal: AbortSignal | undefined },
): Promise<Verdict> {
  const { exercise, folder } = subject;
  const only = depth === "quick" ? namedFiles(subject) : null;
  const staged = moveTo(state, subject, join(state.subjects, exercise.slug, `stage-${worker + 1}`));
  const verdict = await grader.grade(staged, {
    lesson: readLesson(exercise),
    official: () => true,
    ...(only === null ? {} : { only }),
    ...(signal ? { signal } : {}),
  });
  const [from, to] = [staged.folder, folder].map((path) =>
    JSON.stringify(path.slice(state.root.length + 1)).slice(1, -1),
  );
  return JSON.parse(JSON.stringify(verdict).replaceAll(from as string, to as string));
}

/** The files of the tests that a mistake's comment names; `null` where there is none to go by, and all are run. */
function namedFiles(subject: Subject): string[] | null {
  if (subject.kind !== "mistake") return null;
  const comment = readMistakeComment(readFileSync(mistakeFile(subject), "utf8"));
  if ("problem" in comment) return null;
  const names = new Set(comment.caughtBy.map(({ file }) => file));
  return testFiles(subject.exercise).filter((file) => names.has(file.replace(/(\.node)?\.test\.ts$/, "")));
}

/** What is half done is made of what is checked. The quick proof leaves mistakes to the full one: a compiler for each takes long. */
async function withTypes(state: State, { tried }: Group, depth: Depth): Promise<Tried[]> {
  const passedOver = depth === "quick" ? ["undone", "mistake"] : ["undone"];
  const subjects = [...tried.keys()].filter(({ kind }) => !passedOver.includes(kind));
  const types = await typeErrors(state, subjects);
  subjects.forEach((subject, index) => {
    (tried.get(subject) as Tried).types = types[index] as string[];
  });
  return [...tried.values()];
}
