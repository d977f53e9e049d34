import type { Happening, WorkshopEvent } from "./events.ts";

/** An event; `newer` for one that only a newer workshop understands; `null` for what is no event at all. */
export function parseEvent(line: string): WorkshopEvent | "newer" | null {
  try {
    return asEvent(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The same for JSON that is parsed already. */
export function asEvent(value: unknown): WorkshopEvent | "newer" | null {
  if (!isRecord(value) || typeof value.type !== "string") return null;
  if (!isText(value.id) || !isText(value.exercise) || !isTime(value.at)) return null;
  if (value.v !== 1) return typeof value.v === "number" && value.v > 1 ? "newer" : null;
  if (!Object.hasOwn(SHAPES, value.type)) return "newer";
  return SHAPES[value.type as Happening["type"]](value) ? (value as WorkshopEvent) : null;
}

const SHAPES: Record<Happening["type"], (value: Record<string, unknown>) => boolean> = {
  started: () => true,
  graded: (value) =>
    isOneOf(value.state, "passed", "failed", "broken", "timed-out") &&
    typeof value.official === "boolean" &&
    isText(value.tests) &&
    isText(value.answer) &&
    isOneOf(value.stretch, "absent", "passed", "failed") &&
    isRecord(value.tasks),
  hinted: (value) => isCount(value.task) && isCount(value.rung),
  "mistake-named": (value) => isCount(value.task) && isText(value.mistake),
  "solution-viewed": () => true,
  "solution-applied": () => true,
  reset: () => true,
  undone: () => true,
  imported: () => true,
  "track-chosen": (value) => isText(value.track),
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 1000;
}

function isOneOf(value: unknown, ...allowed: string[]): boolean {
  return typeof value === "string" && allowed.includes(value);
}
