import { availableParallelism } from "node:os";
import type { Course, Exercise } from "../course/exercise.ts";
import { readHints } from "../course/hints.ts";
import { readLesson } from "../course/lesson.ts";
import {
  assembleAlternatives,
  assembleMistakes,
  assembleRegion,
  assembleSolution,
  starterOf,
} from "../grading/assemble.ts";
import { typeErrors } from "../grading/check-types.ts";
import { checkFitness } from "../grading/fitness.ts";
import { type Grader, openGrader } from "../grading/grader.ts";
import type { Subject } from "../grading/subject.ts";
import type { State } from "../state.ts";
import { startLoad } from "./load.ts";
import type { Material, Problem, Tried } from "./material.ts";
import { rules } from "./rules/index.ts";
import { regionFiles } from "./rules/regions.ts";
import { recordOf, recordPath, starterMessages } from "./rules/starter.ts";

/** What the proof found of one exercise. */
export type Proof = {
  exercise: Exercise;
  rules: { rule: string; problems: Problem[] }[];
  material: Material;
  /** What `--record` would write down; `null` where the starter gave no verdict. */
  record: { rule: string; file: string; text: string } | null;
};

export type ProofOptions = {
  /** How many times each subject is graded. */
  repeat: number;
  /** Whether every core is kept busy meanwhile. */
  load: "none" | "full";
  /** Told as each subject has been tried. */
  onTried?: (done: number, of: number, subject: Subject) => void;
  /** Told as each exercise has been judged. */
  onProof?: (proof: Proof) => void;
};

/** Proves exercises sound: grades every starter, solution, mistake, alternative and region, then applies each rule. */
export async function prove(
  state: State,
  course: Course,
  exercises: Exercise[],
  options: ProofOptions,
): Promise<Proof[]> {
  checkFitness(state);
  const stopLoad = options.load === "full" ? startLoad() : () => {};
  try {
    const subjects = new Map(exercises.map((exercise) => [exercise, subjectsOf(state, exercise)]));
    const tried = await tryAll(state, [...subjects.values()].flat(), options);
    const proofs: Proof[] = [];
    for (const exercise of exercises) {
      const of = (kind: Subject["kind"]) =>
        (subjects.get(exercise) ?? [])
          .filter((subject) => subject.kind === kind)
          .map((subject) => tried.get(subject) as Tried);
      const material: Material = {
        course,
        exercise,
        lesson: readLesson(exercise),
        hints: readHints(exercise),
        starter: of("starter")[0] as Tried,
        solution: of("solution")[0] as Tried,
        mistakes: of("mistake"),
        alternatives: of("alternative"),
        regions: of("region"),
      };
      const proof: Proof = { exercise, rules: await applyRules(material), material, record: recordFor(material) };
      options.onProof?.(proof);
      proofs.push(proof);
    }
    return proofs;
  } finally {
    stopLoad();
  }
}

function subjectsOf(state: State, exercise: Exercise): Subject[] {
  const regions = readLesson(exercise).tasks.flatMap(({ number }) => {
    const files = regionFiles(exercise, number);
    return files.size === 0 ? [] : [assembleRegion(state, exercise, number, files)];
  });
  return [
    starterOf(exercise),
    assembleSolution(state, exercise),
    ...assembleMistakes(state, exercise),
    ...assembleAlternatives(state, exercise),
    ...regions,
  ];
}

async function tryAll(
  state: State,
  subjects: Subject[],
  { repeat, load, onTried }: ProofOptions,
): Promise<Map<Subject, Tried>> {
  const patience = load === "full" ? 6 : 3;
  const tried = new Map(subjects.map((subject): [Subject, Tried] => [subject, { subject, verdicts: [], types: [] }]));
  const queue = subjects.flatMap((subject) => Array.from({ length: repeat }, (_, run) => ({ subject, run })));
  let done = 0;
  await Promise.all(
    Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
      const grader = openGrader(state, { patience });
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          await tryOnce(state, grader, tried.get(next.subject) as Tried, next.run);
          onTried?.(++done, subjects.length * repeat, next.subject);
        }
      } finally {
        await grader.close();
      }
    }),
  );
  return tried;
}

async function tryOnce(state: State, grader: Grader, tried: Tried, run: number): Promise<void> {
  const { subject } = tried;
  const [verdict, types] = await Promise.all([
    grader.grade(subject, { lesson: readLesson(subject.exercise), official: () => true }),
    run === 0 && subject.kind !== "region" ? typeErrors(state, subject) : tried.types,
  ]);
  tried.verdicts.push(verdict);
  tried.types = types;
}

function recordFor(material: Material): Proof["record"] {
  const [verdict] = material.starter.verdicts;
  return verdict ? { rule: starterMessages.name, file: recordPath(material), text: recordOf(verdict) } : null;
}

async function applyRules(material: Material): Promise<Proof["rules"]> {
  const applied: Proof["rules"] = [];
  for (const rule of rules) applied.push({ rule: rule.name, problems: await rule.check(material) });
  return applied;
}
