import type { Course, Exercise } from "../course/exercise.ts";
import { readHints } from "../course/hints.ts";
import { readLesson } from "../course/lesson.ts";
import { mistakesFailPath, mistakesFailText } from "../course/mistakes-fail.ts";
import { starterFailsPath } from "../course/starter-fails.ts";
import {
  assembleAlternatives,
  assembleMistakes,
  assembleSolution,
  assembleUndone,
  starterOf,
} from "../grading/assemble.ts";
import { checkFitness } from "../grading/fitness.ts";
import type { Subject } from "../grading/subject.ts";
import type { State } from "../state.ts";
import { startLoad } from "./load.ts";
import type { Depth, Material, Problem, Tried } from "./material.ts";
import { withOwnSubjects } from "./own-subjects.ts";
import { rules } from "./rules/index.ts";
import { namedIn } from "./rules/misconceptions.ts";
import { failuresToWrite, mistakesFailAsWritten } from "./rules/mistakes-fail.ts";
import { undoneFiles } from "./rules/regions.ts";
import { recordOf, starterMessages } from "./rules/starter.ts";
import { tryAll } from "./try-all.ts";

/** What the proof found of one exercise. */
export type Proof = {
  exercise: Exercise;
  rules: { rule: string; problems: Problem[] }[];
  material: Material;
  /** Names of the mistakes that hints can tell by what fails; `null` where not every test was run on them. */
  told: string[] | null;
  /** What `--record` would write down, and the rules that go by it. */
  records: { rule: string; file: string; text: string }[];
};

export type ProofOptions = {
  /** How many times each subject is graded. */
  repeat: number;
  depth: Depth;
  /** Whether every core is kept busy meanwhile. */
  load: "none" | "full";
  /** Ends the proof; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
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
    return await withOwnSubjects(state, async (state) => {
      const groups = exercises.map((exercise) => subjectsOf(state, exercise, options));
      const proofs: Proof[] = [];
      await tryAll(state, groups, options, async (tried, index) => {
        const proof = await judge(course, exercises[index] as Exercise, tried, options);
        proofs[index] = proof;
        options.onProof?.(proof);
      });
      return proofs;
    });
  } finally {
    stopLoad();
  }
}

async function judge(
  course: Course,
  exercise: Exercise,
  tried: Tried[],
  { depth }: Pick<ProofOptions, "depth">,
): Promise<Proof> {
  const of = (kind: Subject["kind"]) => tried.filter(({ subject }) => subject.kind === kind);
  const material: Material = {
    course,
    exercise,
    depth,
    lesson: readLesson(exercise),
    hints: readHints(exercise),
    starter: of("starter")[0] as Tried,
    solution: of("solution")[0] as Tried,
    mistakes: of("mistake"),
    alternatives: of("alternative"),
    regions: of("undone").filter(({ subject }) => !subject.name?.includes("+")),
    halfDone: of("undone").filter(({ subject }) => subject.name?.includes("+")),
  };
  const told = depth === "full" ? material.mistakes.flatMap((tried) => namedIn(material, tried)) : null;
  return { exercise, rules: await applyRules(material, depth), material, told, records: recordsFor(material) };
}

function subjectsOf(state: State, exercise: Exercise, { depth }: ProofOptions): Subject[] {
  const given = [starterOf(exercise), assembleSolution(state, exercise)];
  if (depth === "glance") return given;
  const tasks = depth === "full" ? readLesson(exercise).tasks.map(({ number }) => number) : [];
  const undone = selectionsOf(tasks).flatMap((left) => {
    const files = undoneFiles(exercise, left);
    return files.size === 0 ? [] : [assembleUndone(state, exercise, left, files)];
  });
  return [...given, ...assembleMistakes(state, exercise), ...assembleAlternatives(state, exercise), ...undone];
}

const depths: Depth[] = ["glance", "quick", "full"];

/** Every choice of some, but not all. Where that would be too many: each alone, and the last so many, for whoever goes in order. */
function selectionsOf(tasks: number[]): number[][] {
  if (tasks.length > MANY)
    return [...tasks.map((task) => [task]), ...tasks.slice(1, -1).map((_, at) => tasks.slice(at + 1))];
  const all = Array.from({ length: 2 ** tasks.length }, (_, bits) => tasks.filter((_, at) => bits & (1 << at)));
  return all.filter(({ length }) => length > 0 && length < tasks.length);
}

/** Of four tasks there are 14 choices, of seven 126. */
const MANY = 4;

function recordsFor(material: Material): Proof["records"] {
  const { exercise, starter } = material;
  const [verdict] = starter.verdicts;
  const failures = mistakesFailText(failuresToWrite(material));
  return [
    ...(verdict ? [{ rule: starterMessages.name, file: starterFailsPath(exercise), text: recordOf(verdict) }] : []),
    { rule: mistakesFailAsWritten.name, file: mistakesFailPath(exercise), text: failures },
  ];
}

async function applyRules(material: Material, depth: ProofOptions["depth"]): Promise<Proof["rules"]> {
  const applied: Proof["rules"] = [];
  const asked = rules.filter((rule) => depths.indexOf(rule.depth ?? "glance") <= depths.indexOf(depth));
  for (const rule of asked) applied.push({ rule: rule.name, problems: await rule.check(material) });
  return applied;
}
