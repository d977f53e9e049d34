import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import type { State } from "../state.ts";
import type { Subject } from "./subject.ts";
import type { TypeAdvice } from "./verdict.ts";

/**
 * Type-checks a subject's own source with the TypeScript that is installed. Advice only: never part of a verdict's
 * state, and empty where the compiler itself can't run.
 */
export async function checkTypes(state: State, subject: Subject, signal?: AbortSignal): Promise<TypeAdvice[]> {
  return parseAdvice(await compile(state, subject, signal), subject.folder, state.root);
}

/** Every complaint of the compiler about a subject, tests and configuration included: what authors need. */
export async function typeErrors(state: State, subject: Subject): Promise<string[]> {
  const output = await compile(state, subject);
  return output.split(/\r?\n/).filter((line) => /error TS\d+/.test(line));
}

async function compile(state: State, subject: Subject, signal?: AbortSignal): Promise<string> {
  const cache = join(state.folder, "cache", "types");
  mkdirSync(cache, { recursive: true });
  const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "..", "bin", "tsc");
  const name = [subject.exercise.slug, subject.kind, subject.name ?? ""].join("-");
  const args = ["--project", join(subject.folder, "tsconfig.json"), "--pretty", "false", "--incremental"];
  args.push("--tsBuildInfoFile", join(cache, `${name}.json`));
  const options = { cwd: subject.folder, timeout: 60_000, ...(signal ? { signal } : {}) };
  return new Promise((done) => {
    execFile(process.execPath, [compiler, ...args], options, (_, stdout) => done(stdout));
  });
}

/** Reads `src/x.ts(3,5): error TS2322: …` lines; what concerns the tests isn't the learner's. */
export function parseAdvice(output: string, folder: string, root: string): TypeAdvice[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match = line.match(/^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/);
    if (match === null) return [];
    const [, file, row, message] = match as unknown as [string, string, string, string];
    const path = resolve(folder, file);
    return path.startsWith(join(folder, "src")) ? [{ file: relative(root, path), line: Number(row), message }] : [];
  });
}
