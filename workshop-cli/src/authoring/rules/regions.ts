import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerFolders } from "../../course/answer.ts";
import type { Exercise } from "../../course/exercise.ts";
import { type Cut, cutRegions, fitRegions, SharedBlockError, withStarterRegions } from "../../course/regions.ts";
import { type Problem, type Rule, shown } from "../material.ts";

/** Starter and solution differ in TODO regions only; each task's regions are there. */
export const regionsHold: Rule = {
  name: "TODO regions",
  check(material) {
    const { exercise, lesson } = material;
    const problems: Problem[] = [];
    const tasks = new Set<number>();
    for (const name of sources(exercise)) {
      const file = shown(material, join(exercise.folder, name));
      const pair = cutPair(exercise, name);
      if (pair.state === "missing")
        problems.push({ file, message: `The solution has no ${name}.`, remedy: "Give the solution the same files." });
      if (pair.state === "shared")
        problems.push({ file, message: pair.message, remedy: "Put each TODO into a block of its own." });
      if (pair.state === "differs")
        problems.push({
          file,
          message: `${name} differs from the solution's outside of TODO regions.`,
          remedy: "Every difference lies between a `// TODO n:` and the end of its block.",
        });
      if (pair.state === "cut") for (const hole of pair.cut.holes) tasks.add(hole.task);
    }
    for (const { number } of lesson.tasks.filter((task) => !tasks.has(task.number))) {
      problems.push({
        file: shown(material, exercise.folder),
        message: `No file has a \`// TODO ${number}:\`.`,
        remedy: "Each task has a place to write.",
      });
    }
    for (const number of [...tasks].filter((task) => !lesson.tasks.some((each) => each.number === task))) {
      problems.push({
        file: shown(material, exercise.folder),
        message: `There is a TODO ${number}, and no task ${number}.`,
        remedy: "Number TODOs as the lesson does.",
      });
    }
    return problems;
  },
};

/** With one task's regions as in the starter, that task fails, and no other save those that need it. */
export const regionsDecide: Rule = {
  name: "regions decide",
  check(material) {
    const { exercise } = material;
    return material.regions.flatMap(({ subject, verdicts }) => {
      const task = Number(subject.name);
      const file = shown(material, exercise.folder);
      return verdicts.flatMap((verdict) => {
        if (verdict.problem !== null)
          return [
            {
              file,
              message: `With TODO ${task} as in the starter it is ${verdict.state}: ${verdict.problem}`,
              remedy: "A hole must leave code that runs.",
            },
          ];
        return verdict.tasks.flatMap(({ number, state }) => {
          const mayFail = number === task || isNeeded(exercise, number, task);
          if (number === task && state === "passed")
            return [
              { file, message: `Task ${task} passes with its TODO undone.`, remedy: "Test what the task asks for." },
            ];
          if (!mayFail && state !== "passed") {
            const failed = verdict.tests.find((test) => test.task === number && test.state === "failed");
            return [
              {
                file,
                message: `Task ${number} fails for want of task ${task}: "${failed?.name}"`,
                remedy: `Test it apart, or declare \`needs: [${number}>${task}]\`.`,
              },
            ];
          }
          return [];
        });
      });
    });
  },
};

/** The solution's files with the holes of some tasks as in the starter, by name; empty where the regions don't hold. */
export function undoneFiles(exercise: Exercise, tasks: number[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of sources(exercise)) {
    const pair = cutPair(exercise, name);
    if (pair.state !== "cut" || !pair.cut.holes.some((hole) => tasks.includes(hole.task))) continue;
    files.set(name, withStarterRegions(pair.cut, pair.fillings, pair.solution, tasks));
  }
  return files;
}

type Pair =
  | { state: "cut"; cut: Cut; fillings: string[]; solution: string }
  | { state: "missing" }
  | { state: "differs" }
  | { state: "shared"; message: string };

function cutPair(exercise: Exercise, name: string): Pair {
  const path = join(exercise.solution, name);
  if (!existsSync(path))
    return name.startsWith("src/")
      ? { state: "missing" }
      : { state: "cut", cut: { fixed: [""], holes: [] }, fillings: [], solution: "" };
  const solution = readFileSync(path, "utf8");
  try {
    const cut = cutRegions(readFileSync(join(exercise.folder, name), "utf8"));
    const fillings = fitRegions(cut, solution);
    return fillings ? { state: "cut", cut, fillings, solution } : { state: "differs" };
  } catch (error) {
    if (error instanceof SharedBlockError) return { state: "shared", message: error.message };
    throw error;
  }
}

/** The files of an answer that can have regions: code and configurations. */
function sources(exercise: Exercise): string[] {
  const inFolders = answerFolders
    .filter((folder) => existsSync(join(exercise.folder, folder)))
    .flatMap((folder) =>
      readdirSync(join(exercise.folder, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(ts|jsonc)$/.test(name))
        .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
    );
  return [...inFolders, "wrangler.jsonc"];
}

function isNeeded(exercise: Exercise, task: number, by: number): boolean {
  const direct = exercise.needs[task] ?? [];
  return direct.includes(by) || direct.some((each) => isNeeded(exercise, each, by));
}
