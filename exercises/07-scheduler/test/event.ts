import type { Plan } from "../src/scheduler.ts";

/** As in src/scheduler.ts: how many events one alarm runs at most, and how often an event may fail in a row. */
export const BATCH = 20;
export const MAX_FAILURES = 5;

/** An event with everything that belongs to it. Its command is its id as well, unless another is given. */
export function event(device: string, command: string, at: number, more: Partial<Plan> = {}): Plan {
  return { id: command, device, command, at, every: null, rule: null, ...more };
}
