import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse as parseYaml } from "yaml";
import { parseFrontMatter } from "../../course/front-matter.ts";
import { testFiles } from "../../course/test-files.ts";
import { type Problem, type Rule, shown } from "../material.ts";

/** Tasks, hints and test files carry the same numbers, and the same titles; each task has at least three rungs. */
export const numbersAgree: Rule = {
  name: "numbers agree",
  check(material) {
    const { exercise, lesson, hints } = material;
    const folder = shown(material, exercise.folder);
    const problems: Problem[] = [];
    const numbers = lesson.tasks.map((task) => task.number);
    const most = exercise.minutes > HOUR ? 8 : 4;
    if (numbers.length < 2 || numbers.length > most)
      problems.push({
        file: `${folder}/README.md`,
        message: `It has ${numbers.length} tasks.`,
        remedy: "Two to four make a lesson, up to eight one that takes more than an hour.",
      });
    if (numbers.some((number, at) => number !== at + 1))
      problems.push({
        file: `${folder}/README.md`,
        message: `Its tasks are numbered ${numbers.join(", ")}.`,
        remedy: "Count from 1.",
      });
    const tests = testFiles(exercise);
    for (const number of numbers) {
      if (!tests.some((name) => Number.parseInt(name, 10) === number))
        problems.push({
          file: `${folder}/test`,
          message: `No test file begins with "${number}-".`,
          remedy: "One file a task.",
        });
      const rungs = hints.get(number)?.length ?? 0;
      if (rungs < 3)
        problems.push({
          file: `${folder}/hints.md`,
          message: `Task ${number} has ${rungs} rungs.`,
          remedy: "At least three: a question, the concept, the API.",
        });
    }
    for (const number of hints.keys()) {
      if (!numbers.includes(number))
        problems.push({
          file: `${folder}/hints.md`,
          message: `There are hints for task ${number}, which the lesson doesn't have.`,
          remedy: "Number hints as the lesson does.",
        });
    }
    for (const name of tests.filter((name) => /^\d/.test(name) && !numbers.includes(Number.parseInt(name, 10)))) {
      problems.push({
        file: `${folder}/test/${name}`,
        message: "There is no task of that number.",
        remedy: "Number test files as the lesson does.",
      });
    }
    if (!tests.some((name) => name.startsWith("stretch-")))
      problems.push({ file: `${folder}/test`, message: "There is no stretch.", remedy: "Add test/stretch-….test.ts." });
    return problems;
  },
};

/** The front matter means in YAML what it means to us. */
export const frontMatterIsYaml: Rule = {
  name: "front matter",
  check(material) {
    const path = join(material.exercise.folder, "README.md");
    const text = readFileSync(path, "utf8");
    const file = shown(material, path);
    const ours = parseFrontMatter(text, file);
    const theirs = parseYaml(text.split(/^---$/m)[1] ?? "") as Record<string, unknown>;
    const differing = [...(ours?.fields ?? [])].filter(([key, { value }]) => !isSame(value, theirs[key]));
    return differing.map(([key]) => ({
      file,
      message: `YAML reads \`${key}\` differently.`,
      remedy: "Quote the value.",
    }));
  },
};

/** Links between files lead somewhere. */
export const linksResolve: Rule = {
  name: "links",
  check(material) {
    const { exercise } = material;
    const pages = ["README.md", "hints.md"]
      .map((name) => join(exercise.folder, name))
      .concat(join(exercise.solution, "README.md"));
    return pages.flatMap((page) => {
      if (!existsSync(page)) return [{ file: shown(material, page), message: "It is missing.", remedy: "Write it." }];
      const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
      return targets
        .filter(
          (target) =>
            !/^(https?:|#|mailto:)/.test(target) && !existsSync(join(dirname(page), target.replace(/#.*/, ""))),
        )
        .map((target) => ({
          file: shown(material, page),
          message: `The link to ${target} leads nowhere.`,
          remedy: "Mend it.",
        }));
    });
  },
};

/** Minutes. */
const HOUR = 60;

function isSame(ours: string | string[], theirs: unknown): boolean {
  return Array.isArray(ours)
    ? Array.isArray(theirs) && ours.join("\n") === theirs.map(String).join("\n")
    : ours === String(theirs);
}
