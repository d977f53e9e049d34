import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import { codeOf, withFileTrouble } from "../file-trouble.ts";
import type { Classroom, Person } from "./classroom.ts";

/** Reads a folder into which people have put what `npx workshop status --json` printed, each in a file of their name. */
export function readClassroom(folder: string): Classroom {
  const people: Person[] = [];
  const unreadable: Classroom["unreadable"] = [];
  for (const file of filesIn(folder)) {
    const path = join(folder, file);
    try {
      people.push(readPerson(file, decode(readFileSync(path)), statSync(path).mtimeMs));
    } catch (error) {
      unreadable.push({
        file,
        why: error instanceof Unreadable ? error.message : `it can't be read (${codeOf(error)})`,
      });
    }
  }
  people.sort((a, b) => a.passed - b.passed || a.name.localeCompare(b.name));
  return { people, unreadable };
}

function filesIn(folder: string): string[] {
  const files = withFileTrouble(`read ${folder}`, () => {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (codeOf(error) === "ENOENT") throw new UsageError(`There is no folder ${folder}.`, REMEDY);
      if (codeOf(error) === "ENOTDIR") throw new UsageError(`${folder} is a file, not a folder.`, REMEDY);
      throw error;
    }
  });
  const found = files.filter((file) => /\.json$/i.test(file) && !file.startsWith(".")).sort();
  if (found.length === 0) throw new UsageError(`There is no .json file in ${folder}.`, REMEDY);
  return found;
}

/** PowerShell on Windows writes UTF-16 where one redirects. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

function readPerson(file: string, text: string, writtenAt: number): Person {
  if (text.trim() === "") throw new Unreadable("it is empty: the command failed, or is still running");
  const status = parse(text);
  if (status.version !== 1) throw new Unreadable("it comes from another version of the workshop");
  const { passed, total, current, minutesSpent, exercises } = status;
  const isStatus = isCount(passed) && isCount(total) && isCount(minutesSpent) && Array.isArray(exercises);
  if (!isStatus || !exercises.every(isExercise)) {
    throw new Unreadable("it isn't what `npx workshop status --json` prints");
  }
  return {
    name: file.replace(/\.json$/i, ""),
    passed,
    total,
    current: typeof current === "string" ? current : null,
    minutesSpent,
    hintsUsed: exercises.reduce((sum, { hintsUsed }) => sum + hintsUsed, 0),
    failingNow: exercises.filter((each) => each.failingNow === true).map(({ slug }) => slug),
    done: exercises.filter(({ state }) => state === "passed").map(({ slug }) => slug),
    writtenAt,
  };
}

function parse(text: string): Record<string, unknown> {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Unreadable("it is no JSON: was `--json` left out?");
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new Unreadable("it isn't what `npx workshop status --json` prints");
  }
  return found as Record<string, unknown>;
}

type ExerciseStatus = { slug: string; state: string; failingNow: boolean; hintsUsed: number };

function isExercise(value: unknown): value is ExerciseStatus {
  if (typeof value !== "object" || value === null) return false;
  const { slug, state, hintsUsed } = value as Record<string, unknown>;
  return typeof slug === "string" && typeof state === "string" && isCount(hintsUsed);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

/** Why a file tells nothing, as the end of a sentence. */
class Unreadable extends Error {}

const REMEDY = "Have everybody write there: `npx workshop status --json > FOLDER/ada.json`.";
