import { type ExecFileOptions, execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import type { State } from "../state.ts";
import { moveTo } from "./assemble.ts";
import type { Subject } from "./subject.ts";
import type { TypeAdvice } from "./verdict.ts";

/**
 * Type-checks a subject's own source with the TypeScript that is installed. Advice only: never part of a verdict's
 * state, and empty where the compiler itself can't run.
 */
export async function checkTypes(state: State, subject: Subject, signal?: AbortSignal): Promise<TypeAdvice[]> {
  const { output } = await compile(state, subject, signal);
  return parseAdvice(output, subject.folder, state.root);
}

/**
 * Every complaint of the compiler about some subjects, tests and configuration included: what authors need. Answers
 * one list for each subject, in order. One process for all of them reads only once what they share. Where it doesn't
 * come to an answer, nothing is known of any subject, and each has that as its complaint.
 */
export async function typeErrors(state: State, subjects: Subject[]): Promise<string[][]> {
  // A build leaves a file beside each project, so what isn't assembled is built elsewhere.
  const built = subjects.map((subject) => {
    const { kind, exercise, folder } = subject;
    return kind === "starter" ? moveTo(state, subject, join(state.subjects, exercise.slug, kind)).folder : folder;
  });
  const { output, failure } = await runCompiler(["--build", ...built], { cwd: state.root });
  const errors = output.split(/\r?\n/).filter((line) => /error TS\d+/.test(line));
  if (failure !== null && errors.length === 0) return subjects.map(() => [failure]);
  const shown = (folder: string) => `${relative(state.root, folder).replaceAll("\\", "/")}/`;
  const ofNone = errors.filter((line) => !built.some((folder) => line.startsWith(shown(folder))));
  return subjects.map(({ folder }, index) => {
    const place = shown(built[index] as string);
    const own = errors.filter((line) => line.startsWith(place));
    return [...own.map((line) => shown(folder) + line.slice(place.length)), ...ofNone];
  });
}

async function compile(state: State, subject: Subject, signal?: AbortSignal): Promise<Compiled> {
  const cache = join(state.folder, "cache", "types");
  mkdirSync(cache, { recursive: true });
  const name = [subject.exercise.slug, subject.kind, subject.name ?? ""].join("-");
  const args = ["--project", join(subject.folder, "tsconfig.json"), "--incremental"];
  args.push("--tsBuildInfoFile", join(cache, `${name}.json`));
  return runCompiler(args, { cwd: subject.folder, timeout: 60_000, ...(signal ? { signal } : {}) });
}

/** What the compiler printed; `failure` says how it ended where that isn't well, as it does with complaints. */
type Compiled = { output: string; failure: string | null };

function runCompiler(args: string[], options: ExecFileOptions): Promise<Compiled> {
  const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "..", "bin", "tsc");
  return new Promise((done) => {
    execFile(process.execPath, [compiler, ...args, "--pretty", "false"], options, (error, stdout, stderr) => {
      const said = /^.*error.*$/im.exec(String(stderr))?.[0] ?? "";
      const failure = error && `the compiler came to no answer (${error.signal ?? error.code}). ${said}`.trim();
      done({ output: String(stdout), failure });
    });
  });
}

/** Reads `src/x.ts(3,5): error TS2322: …` lines; what concerns the tests isn't the learner's. */
export function parseAdvice(output: string, folder: string, root: string): TypeAdvice[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match = line.match(/^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/);
    if (match === null) return [];
    const [, file, row, said] = match as unknown as [string, string, string, string];
    const path = resolve(folder, file);
    const message = said.replaceAll(`${root}${sep}`, "");
    return path.startsWith(join(folder, "src")) ? [{ file: relative(root, path), line: Number(row), message }] : [];
  });
}
