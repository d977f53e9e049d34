import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { isNobodys } from "../../course/nobodys.ts";
import { type Problem, type Rule, shown } from "../material.ts";

const expected = [
  /^README\.md$/,
  /^hints\.md$/,
  /^wrangler(\.[\w-]+)?\.jsonc$/,
  /^vitest\.config\.ts$/,
  /^env\.d\.ts$/,
  /^tsconfig\.json$/,
  /^src\/.+\.(ts|html|sql)$/,
  /^test\/(\d-|stretch-)[\w-]+(\.node)?\.test\.ts$/,
  /^test\/[\w-]+\.ts$/,
  /^test\/starter-fails\.md$/,
  /^public\/.+$/,
  /^releases\/.+$/,
  /^workers\/.+$/,
];
const expectedInSolution = [
  /^(README|mistakes-fail)\.md$/,
  /^(wrangler(\.[\w-]+)?\.jsonc|env\.d\.ts)$/,
  /^src\/.+$/,
  /^(mistakes|alternatives)\/.+$/,
  /^releases\/.+$/,
  /^workers\/.+$/,
  /^public\/.+$/,
];
const required = ["README.md", "hints.md", "wrangler.jsonc", "vitest.config.ts", "env.d.ts", "tsconfig.json"];

/** Nothing is missing, and nothing lies about. */
export const filesAreInOrder: Rule = {
  name: "files",
  check(material) {
    const { exercise } = material;
    const folder = shown(material, exercise.folder);
    const missing = required
      .filter((name) => !existsSync(join(exercise.folder, name)))
      .map(
        (name): Problem => ({
          file: `${folder}/${name}`,
          message: "It is missing.",
          remedy: "See the layout in AUTHORING.md.",
        }),
      );
    return [
      ...missing,
      ...strays(exercise.folder, expected, folder),
      ...strays(exercise.solution, expectedInSolution, shown(material, exercise.solution)),
    ];
  },
};

/** One compatibility date for the whole course: it decides behaviour. */
export const oneCompatibilityDate: Rule = {
  name: "compatibility date",
  check(material) {
    const dates = material.course.exercises.map(({ folder }) => dateIn(join(folder, "wrangler.jsonc")));
    const own = dateIn(join(material.exercise.folder, "wrangler.jsonc"));
    const usual = mostFrequent(dates);
    if (own === usual) return [];
    return [
      {
        file: `${shown(material, material.exercise.folder)}/wrangler.jsonc`,
        message: `Its compatibility_date is ${own}, the course's ${usual}.`,
        remedy: "Use the course's.",
      },
    ];
  },
};

/** The table in exercises/README.md names the exercise as its front matter does. */
export const tableAgrees: Rule = {
  name: "table",
  check(material) {
    const { exercise, course } = material;
    const path = join(course.root, "exercises", "README.md");
    const file = shown(material, path);
    const name = exercise.folder.slice(join(course.root, "exercises").length + 1);
    if (!existsSync(path)) return [{ file, message: "It is missing.", remedy: "It holds the table of all exercises." }];
    const row = readFileSync(path, "utf8")
      .split("\n")
      .find((line) => line.startsWith("|") && line.includes(`(${name}/`));
    if (row === undefined)
      return [
        {
          file,
          message: `No row links to ${name}/.`,
          remedy: `Add one: | ${exercise.number} | [${exercise.title}](${name}/README.md) | … | ${exercise.minutes} |`,
        },
      ];
    const lacks = [exercise.title, String(exercise.minutes)].filter((text) => !row.includes(text));
    return lacks.map((text) => ({
      file,
      message: `The row of ${name} doesn't say "${text}".`,
      remedy: "Take title and minutes from the front matter.",
    }));
  },
};

function strays(folder: string, known: RegExp[], name: string): Problem[] {
  if (!existsSync(folder)) return [{ file: name, message: "It is missing.", remedy: "Every exercise has a solution." }];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !path.split("/").some(isNobodys) && !known.some((pattern) => pattern.test(path)))
    .map((path) => ({
      file: `${name}/${path}`,
      message: "It has no place in the layout.",
      remedy: "Remove it, or give it a place in AUTHORING.md and in this rule.",
    }));
}

function dateIn(file: string): string {
  return existsSync(file) ? String(parse(readFileSync(file, "utf8"))?.compatibility_date) : "missing";
}

function mostFrequent(texts: string[]): string | undefined {
  const count = (text: string) => texts.filter((each) => each === text).length;
  return [...new Set(texts)].sort((a, b) => count(b) - count(a))[0];
}
