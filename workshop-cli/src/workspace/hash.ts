import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerFolders } from "../course/answer.ts";
import type { Exercise } from "../course/exercise.ts";
import { isPartOfTests } from "../course/test-files.ts";
import { listFiles } from "./files.ts";

/** Hash of the tests that an exercise is graded by. Line ends don't count. */
export function testsHash(exercise: Exercise): string {
  return hashFiles(exercise.folder, filesOfTests(exercise).filter(isPartOfTests));
}

/** The hashes that a log may have of the tests as they are now. Older logs have one of all that lay in `test/`. */
export function hashesOfTests(exercise: Exercise): string[] {
  return [testsHash(exercise), hashFiles(exercise.folder, filesOfTests(exercise))];
}

/** Hash of what a learner answers: the configuration, and everything in the folders for answers. Line ends don't count. */
export function answerHash(folder: string): string {
  const source = answerFolders.flatMap((name) => listFiles(join(folder, name)).map((path) => `${name}/${path}`));
  return hashFiles(folder, [...source, "wrangler.jsonc"]);
}

/** True if two files hold the same, line ends aside; two that aren't there are the same, too. */
export function sameContent(a: Buffer | null, b: Buffer | null): boolean {
  if (a === null || b === null) return a === b;
  return a.equals(b) || plainLineEnds(a).equals(plainLineEnds(b));
}

/** The hash of one file's content, line ends aside. */
export function contentHash(content: Buffer): string {
  return createHash("sha256").update(plainLineEnds(content)).digest("hex").slice(0, 16);
}

/** A file's content, or `null` where it can't be read as a file. */
export function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function filesOfTests({ folder }: Exercise): string[] {
  return listFiles(join(folder, "test")).map((path) => `test/${path}`);
}

function hashFiles(folder: string, paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) {
    const content = contentOf(join(folder, path));
    hash.update(`${path}\0${content === null ? "-" : contentHash(content)}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

function plainLineEnds(content: Buffer): Buffer {
  if (!content.includes("\r\n") || content.includes(0)) return content;
  return Buffer.from(content.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
