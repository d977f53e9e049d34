import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Course, Exercise } from "../../src/course/exercise.ts";
import { loadCourse } from "../../src/course/load.ts";
import { openState, type State } from "../../src/state.ts";
import { listFiles } from "../../src/workspace/files.ts";
import { frontMatter } from "../course/small-course.ts";
import { folderWith } from "../throwaway.ts";

/** The starter of every exercise here, by path. */
export const STARTER = {
  "README.md": `${frontMatter()}Text.\n`,
  "wrangler.jsonc": '{ "name": "counter" }\n',
  "src/index.ts": "export {};\n",
  "src/counter.ts": "export const starter = true;\n",
  "test/1-counts.test.ts": "// tests\n",
};

/** A course in a folder of its own, with the exercises `counter` and `chat`, and the solution of `counter`. */
export function sampleCourse(extra: Record<string, string> = {}): {
  root: string;
  state: State;
  course: Course;
  counter: Exercise;
  chat: Exercise;
} {
  const root = folderWith({
    "exercises/course.json": '{"parts":["One"]}',
    ...below("exercises/01-counter", STARTER),
    ...below("exercises/02-chat", STARTER),
    "exercises/01-counter/node_modules/.vite/results.json": "{}",
    "solutions/01-counter/README.md": "Why.\n",
    "solutions/01-counter/src/counter.ts": "export const solution = true;\n",
    "solutions/01-counter/mistakes/field.ts": "// wrong\n",
    "solutions/01-counter/alternatives/other.ts": "// right\n",
    ...extra,
  });
  const course = loadCourse(root);
  const [counter, chat] = course.exercises;
  if (!counter || !chat) throw new Error("Expected two exercises");
  return { root, state: openState(root), course, counter, chat };
}

/** Makes the course a git repository with everything in one commit. */
export function commitAll(root: string, ...options: string[]): void {
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { stdio: "ignore" });
  git("init", "-q");
  for (const option of options) git("config", ...option.split(" "));
  git("add", "-f", "exercises", "solutions", ":!exercises/*/node_modules");
  git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "Course");
}

/** The content of every file in a folder. */
export function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(listFiles(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function below(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
