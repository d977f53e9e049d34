import { statSync } from "node:fs";
import { join } from "node:path";
import { type Finding, ok, warn } from "./check.ts";

const day = 24 * 60 * 60 * 1000;

/** Whether the clock can be right: it isn't before the course was made, nor long before its files were written. */
export function lookAtClock(
  now: number,
  root: string,
  written = statSync(join(root, "package.json")).mtimeMs,
): Finding {
  const detail = new Date(now).toISOString();
  const isBehind = now < made || now < written - day;
  if (!isBehind && now < made + 20 * 365 * day) return ok(detail);
  return warn(
    `${detail} can't be right`,
    "Set the clock: secure connections and npm refuse a wrong one, and times in your progress would be odd.",
  );
}

const made = Date.UTC(2026, 10, 1);
