import { inject } from "vitest";
import type {} from "./subject.ts";

/** Milliseconds that a wait may take which would take so many on an idle machine. Where no grader measured, it is taken for idle. */
export function onThisMachine(milliseconds: number): number {
  return milliseconds * (inject("slowness") ?? 1);
}
