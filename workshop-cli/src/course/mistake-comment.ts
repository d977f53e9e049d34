import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import type { Exercise } from "./exercise.ts";
import { focusFiles } from "./focus.ts";
import { isNobodys } from "./nobodys.ts";

/** What a mistake's file says of itself. */
export type MistakeComment = {
  title: string;
  costs: string;
  /** Test file without its ending, and the test's name. */
  caughtBy: { file: string; test: string }[];
  hint: string;
};

/** Reads the comment that begins a mistake's file, or says what is missing in it. */
export function readMistakeComment(source: string): MistakeComment | { problem: string } {
  const comment = source.match(/^\s*\/\*\*([\s\S]*?)\*\//)?.[1];
  if (comment === undefined) return { problem: "It doesn't begin with a comment." };
  const lines = comment.split(/\r?\n/).map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const paragraphs = joinContinuations(lines);
  const field = (name: string) =>
    paragraphs.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const title = paragraphs.find((line) => line !== "") ?? "";
  const caughtBy = field("Caught by").map((line) => line.match(/^([\w.-]+) "(.+)"$/));
  if (/^(Costs|Caught by|Hint): /.test(title) || title === "")
    return { problem: "Its comment doesn't say first what is wrong." };
  if (field("Costs").length !== 1) return { problem: 'Its comment lacks a line "Costs: …".' };
  if (field("Hint").length !== 1) return { problem: 'Its comment lacks a line "Hint: …".' };
  if (caughtBy.length === 0) return { problem: 'Its comment lacks a line `Caught by: 1-file "test"`.' };
  if (caughtBy.includes(null)) return { problem: 'A line "Caught by: …" isn\'t of the form `1-file "test"`.' };
  return {
    title,
    costs: field("Costs")[0] as string,
    caughtBy: caughtBy.map((match) => ({ file: match?.[1] as string, test: match?.[2] as string })),
    hint: field("Hint")[0] as string,
  };
}

/** A long line may go on in the next one; a new field or an empty line ends it. */
function joinContinuations(lines: string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const goesOn = last !== undefined && last !== "" && line !== "" && !/^(Costs|Caught by|Hint): /.test(line);
    if (goesOn) joined[joined.length - 1] = `${last} ${line.trim()}`;
    else joined.push(line.trim());
  }
  return joined;
}

/** The file that a mistake's comment stands in: of a folder, the first file of `focus` that it has, or else its first file. */
export function mistakeFile({ exercise, name }: { exercise: Exercise; name: string | null }): string {
  const flat = join(exercise.solution, "mistakes", `${name}${extname(exercise.focus)}`);
  if (existsSync(flat)) return flat;
  const folder = join(exercise.solution, "mistakes", String(name));
  const inFocus = focusFiles(exercise).map((file) => join(folder, file));
  return inFocus.find((path) => existsSync(path)) ?? firstIn(folder) ?? (inFocus[0] as string);
}

function firstIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !isNobodys(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return files.sort()[0];
}
