import { courseError } from "./course-error.ts";
import type { Exercise } from "./exercise.ts";
import type { Field, FrontMatter } from "./front-matter.ts";

type Described = Omit<Exercise, "number" | "slug" | "folder" | "solution">;

/** Turns the front matter of a lesson into what an `Exercise` says of itself. */
export function readFields(front: FrontMatter, file: string): Described {
  for (const [key, field] of front.fields) {
    if (!KEYS.has(key))
      throw courseError(file, field.line, `\`${key}\` isn't known.`, `Known are ${[...KEYS].join(", ")}.`);
  }
  const required = (key: string) => {
    const field = front.fields.get(key);
    if (!field) throw courseError(file, 1, `\`${key}\` is missing.`, "Add it to the front matter.");
    return field;
  };
  const limit = front.fields.get("limit");
  return {
    title: text("title", required("title"), file),
    part: count("part", required("part"), file),
    minutes: count("minutes", required("minutes"), file),
    concepts: list("concepts", required("concepts"), file),
    ...focus(required("focus"), file),
    limit: limit ? count("limit", limit, file) : 20,
    needs: needs(front.fields.get("needs"), file),
    formerly: list("formerly", front.fields.get("formerly"), file),
  };
}

function text(key: string, field: Field, file: string): string {
  if (typeof field.value === "string" && field.value !== "") return field.value;
  throw courseError(file, field.line, `\`${key}\` must be a text.`, `Write \`${key}: …\` without brackets.`);
}

function count(key: string, field: Field, file: string): number {
  const value = text(key, field, file);
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw courseError(
    file,
    field.line,
    `\`${key}\` must be a whole number from 1, not \`${value}\`.`,
    `Write \`${key}: 15\`.`,
  );
}

function list(key: string, field: Field | undefined, file: string): string[] {
  if (!field) return [];
  if (typeof field.value !== "string") return field.value;
  throw courseError(file, field.line, `\`${key}\` must be a list.`, `Write \`${key}: [${field.value}]\`.`);
}

function path(key: string, field: Field, file: string): string {
  const value = text(key, field, file);
  if (!/^\/|^[A-Za-z]:|\\|(^|\/)\.\.?(\/|$)/.test(value)) return value;
  throw courseError(
    file,
    field.line,
    `\`${key}\` must be a path inside the exercise.`,
    "Write it like `src/counter.ts`.",
  );
}

/** One file, or a list of them with one for each task. */
function focus(field: Field, file: string): Pick<Exercise, "focus" | "focusByTask"> {
  if (typeof field.value === "string") return { focus: path("focus", field, file) };
  const focusByTask = field.value.map((value) => path("focus", { ...field, value }, file));
  const [first] = focusByTask;
  if (first === undefined) throw courseError(file, field.line, "`focus` is empty.", "Name the file to edit.");
  return { focus: first, focusByTask };
}

function needs(field: Field | undefined, file: string): Record<number, number[]> {
  const byTask: Record<number, number[]> = {};
  for (const item of list("needs", field, file)) {
    const [, task, other] = /^([1-9]\d*)>([1-9]\d*)$/.exec(item) ?? [];
    if (!task || !other || task === other) {
      throw courseError(
        file,
        field?.line ?? 1,
        `\`${item}\` doesn't say which task needs which.`,
        "Write `needs: [3>1]`.",
      );
    }
    byTask[Number(task)] = [...(byTask[Number(task)] ?? []), Number(other)];
  }
  return byTask;
}

const KEYS = new Set(["title", "part", "minutes", "concepts", "focus", "limit", "needs", "formerly"]);
