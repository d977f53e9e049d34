import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "../errors.ts";
import { codeOf, withFileTrouble } from "../file-trouble.ts";
import type { State } from "../state.ts";
import type { WorkshopEvent } from "./events.ts";
import { appendEvents, readEvents } from "./log.ts";
import { inOrder } from "./order.ts";
import { asEvent } from "./parse-event.ts";

/** What `workshop export` writes: events in their order, and the learner's copies as the workspace packs them. */
export type Export = { events: WorkshopEvent[]; copies: unknown };

/** Writes progress and packed copies into one file, whole or not at all. A file that is no export isn't overwritten. */
export function writeExport(state: State, file: string, copies: unknown, now = new Date()): { events: number } {
  const found = readIfThere(file);
  if (found !== null && found.trim() !== "" && parseExport(found) === null) {
    throw new UsageError(`${file} is there already, and it isn't an export.`, "Give another name.");
  }
  const events = inOrder(readEvents(state).events).map(({ via: _, ...event }) => event);
  const written = { format: FORMAT, version: 1, exportedAt: now.toISOString(), events, copies };
  withFileTrouble(`write ${file}`, () => {
    const beside = `${file}.${process.pid}.part`;
    try {
      writeFileSync(beside, `${JSON.stringify(written, null, 1)}\n`);
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
  return { events: events.length };
}

/** Reads an export without changing anything. Throws a `UsageError` that says what is wrong with the file. */
export function readExport(file: string): Export {
  const text = readIfThere(file);
  if (text === null)
    throw new UsageError(`There is no file ${file}.`, "Look at the name; `npx workshop export FILE` makes one.");
  const found = parseExport(text);
  if (found === null) throw new UsageError(`${file} isn't an export of this workshop.`, REMEDY);
  if (found.version !== 1) throw new UsageError(`${file} comes from a newer workshop.`, "Update this one: `git pull`.");
  if (!Array.isArray(found.events)) throw new UsageError(`${file} is damaged: it has no events.`, REMEDY);
  const events = found.events.map(asEvent).filter((event) => event !== null && event !== "newer");
  if (events.length === 0 && found.events.length > 0) {
    throw new UsageError(`${file} is damaged: none of its events can be read.`, REMEDY);
  }
  return { events, copies: found.copies };
}

/** Adds the events that the log doesn't have yet, and answers how many those were. */
export function mergeEvents(state: State, events: WorkshopEvent[]): { added: number } {
  const known = new Set(readEvents(state).events.map(({ id }) => id));
  const via = randomUUID();
  const missing = events.filter(({ id }) => !known.has(id)).map(({ v, id, ...event }) => ({ v, id, ...event, via }));
  if (missing.length > 0) appendEvents(state, missing as WorkshopEvent[]);
  return { added: missing.length };
}

function readIfThere(file: string): string | null {
  return withFileTrouble(`read ${file}`, () => {
    try {
      return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    }
  });
}

function parseExport(text: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text);
    const isOurs = typeof found === "object" && found !== null && "format" in found && found.format === FORMAT;
    return isOurs ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const FORMAT = "durable-objects-workshop";
const REMEDY = "Make it anew with `npx workshop export FILE` on the other machine.";
