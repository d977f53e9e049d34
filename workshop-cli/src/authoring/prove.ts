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
import { checkFitness } from "../grading/fitness.ts";
import type { Subject } from "../grading/subject.ts";
import type { State } from "../state.ts";
import { startLoad } from "./load.ts";
import type { Material, Problem, Tried } from "./material.ts";
import { rules } from "./rules/index.ts";
import { regionFiles } from "./rules/regions.ts";
import { recordOf, recordPath, starterMessages } from "./rules/starter.ts";
import { tryAll } from "./try-all.ts";

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
  /**
   * How far each exercise is gone into. The quick proof tries a mistake only against the files of tests that it names,
   * and the regions not at all.
   */
  depth: "quick" | "full";
  /** Whether every core is kept busy meanwhile. */
  load: "none" | "full";
  /** Told as each exercise has been judged, as soon as that is done. */
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
    const groups = exercises.map((exercise) => subjectsOf(state, exercise, options));
    const proofs: Proof[] = [];
    await tryAll(state, groups, options, async (tried, index) => {
      const proof = await judge(course, exercises[index] as Exercise, tried);
      proofs[index] = proof;
      options.onProof?.(proof);
    });
    return proofs;
  } finally {
    stopLoad();
  }
}

async function judge(course: Course, exercise: Exercise, tried: Tried[]): Promise<Proof> {
  const of = (kind: Subject["kind"]) => tried.filter(({ subject }) => subject.kind === kind);
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
  return { exercise, rules: await applyRules(material), material, record: recordFor(material) };
}

function subjectsOf(state: State, exercise: Exercise, { depth }: ProofOptions): Subject[] {
  const tasks = depth === "full" ? readLesson(exercise).tasks : [];
  const regions = tasks.flatMap(({ number }) => {
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

function recordFor(material: Material): Proof["record"] {
  const [verdict] = material.starter.verdicts;
  return verdict ? { rule: starterMessages.name, file: recordPath(material), text: recordOf(verdict) } : null;
}

async function applyRules(material: Material): Promise<Proof["rules"]> {
  const applied: Proof["rules"] = [];
  for (const rule of rules) applied.push({ rule: rule.name, problems: await rule.check(material) });
  return applied;
}
