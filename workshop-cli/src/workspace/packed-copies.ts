import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Course } from "../course/exercise.ts";
import { isNobodys } from "../course/nobodys.ts";
import { UsageError } from "../errors.ts";
import { codeOf, withFileTrouble } from "../file-trouble.ts";
import type { State } from "../state.ts";
import { isFolder, listFiles } from "./files.ts";
import { contentOf, sameContent } from "./hash.ts";
import { withLock } from "./lock.ts";
import { adoptOlderName, namesNow } from "./older-name.ts";
import { replaceCopy } from "./replace.ts";

/** Files by path; what isn't text is in base 64. */
export type PackedFiles = Record<string, string | { base64: string }>;

/** A learner's copy, and the starter it came from where that is known, ready to travel. */
export type PackedCopy = { exercise: string; files: PackedFiles; base: PackedFiles | null };

/** Packs all copies of the learner. Files above 2 MB stay behind and are told. */
export function packCopies(state: State): { copies: PackedCopy[]; notices: string[] } {
  return withFileTrouble(`pack your copies in ${state.workspace}`, () => {
    const notices: string[] = [];
    const copies = slugsIn(state.workspace).map((exercise) => ({
      exercise,
      files: pack(state.copy(exercise), notices),
      base: isFolder(state.base(exercise)) ? pack(state.base(exercise), notices) : null,
    }));
    return { copies: copies.filter(({ files }) => Object.keys(files).length > 0), notices };
  });
}

/** Lays packed copies out. A copy that is there and differs is put away first; answers the slugs of those that changed. */
export function unpackCopies(
  state: State,
  course: Course,
  copies: PackedCopy[],
): { made: string[]; replaced: string[] } {
  return withLock(state, `bring the copies to ${state.workspace}`, () => {
    const made: string[] = [];
    const replaced: string[] = [];
    for (const packed of copies) {
      const names = namesNow(course, packed.exercise);
      adoptOlderName(state, names);
      const { slug } = names;
      if (isSame(state.copy(slug), packed.files)) continue;
      const backup = replaceCopy(state, slug, "imported", (copy, base) => {
        unpack(packed.files, copy);
        unpack(packed.base ?? {}, base);
      });
      (backup ? replaced : made).push(slug);
    }
    return { made, replaced };
  });
}

/** Checks copies that came from elsewhere: nothing may be written outside of a copy. */
export function checkPackedCopies(value: unknown): PackedCopy[] {
  if (!Array.isArray(value)) throw damaged("it has no list of copies");
  return value.map((packed: unknown) => {
    if (!isRecord(packed) || typeof packed.exercise !== "string" || !SLUG.test(packed.exercise)) {
      throw damaged("a copy in it has no proper name");
    }
    const { exercise, files, base } = packed;
    return { exercise, files: checkFiles(exercise, files), base: base === null ? null : checkFiles(exercise, base) };
  });
}

function checkFiles(exercise: string, files: unknown): PackedFiles {
  if (!isRecord(files)) throw damaged(`the copy of ${exercise} has no files`);
  for (const [path, content] of Object.entries(files)) {
    const inside = path
      .split("/")
      .every((part) => part !== "" && !OUTSIDE.has(part.toLowerCase()) && !/[\\:\0]/.test(part));
    if (!inside) throw damaged(`the copy of ${exercise} has a file ${JSON.stringify(path)}`);
    const readable = typeof content === "string" || (isRecord(content) && typeof content.base64 === "string");
    if (!readable) throw damaged(`${path} of ${exercise} has no content`);
  }
  // Older exports have these, and no copy does: each import would differ from what is there.
  return Object.fromEntries(Object.entries(files as PackedFiles).filter(([path]) => !path.split("/").some(isNobodys)));
}

function pack(folder: string, notices: string[]): PackedFiles {
  const entries = listFiles(folder).flatMap((path): [string, PackedFiles[string]][] => {
    const content = contentOf(join(folder, path));
    if (content === null || content.length > 2_000_000) {
      notices.push(
        `${join(folder, path)} is left out: ${content === null ? "it can't be read" : "it has more than 2 MB"}.`,
      );
      return [];
    }
    const text = content.toString("utf8");
    return [[path, Buffer.from(text).equals(content) ? text : { base64: content.toString("base64") }]];
  });
  return Object.fromEntries(entries);
}

function unpack(files: PackedFiles, folder: string): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes(content));
  }
}

function isSame(folder: string, files: PackedFiles): boolean {
  const paths = new Set([...listFiles(folder), ...Object.keys(files)]);
  return [...paths].every((path) => {
    const packed = files[path];
    return sameContent(contentOf(join(folder, path)), packed === undefined ? null : bytes(packed));
  });
}

function bytes(content: PackedFiles[string]): Buffer {
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(content.base64, "base64");
}

function slugsIn(workspace: string): string[] {
  try {
    return readdirSync(workspace).filter((name) => SLUG.test(name) && statSync(join(workspace, name)).isDirectory());
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function damaged(how: string): UsageError {
  return new UsageError(`The file can't be imported: ${how}.`, "Export it again on the other machine.");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const OUTSIDE = new Set([".", "..", "node_modules", ".wrangler", ".git"]);
