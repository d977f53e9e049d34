import type { Verdict } from "../grading/verdict.ts";
import type { Exercise } from "./exercise.ts";

/** Every file that a task is written in, the first task's first. */
export function focusFiles({ focus, focusByTask }: Pick<Exercise, "focus" | "focusByTask">): string[] {
  return [...new Set([focus, ...(focusByTask ?? [])])];
}

/** The file to edit next: the one that keeps the copy from being graded, or that of the first task which isn't passed. */
export function focusAfter(exercise: Exercise, verdict: Verdict | null | undefined): string {
  const broken = verdict?.state === "broken" ? verdict.problem?.match(FILE)?.at(-1) : undefined;
  if (broken !== undefined) return broken;
  const next = verdict?.tasks.find(({ state }) => state !== "passed")?.number ?? 1;
  return exercise.focusByTask?.[next - 1] ?? exercise.focus;
}

/** A file of a copy as problems name them. */
const FILE = /\bsrc\/[\w./-]+\.ts\b|\bwrangler\.jsonc\b/g;
