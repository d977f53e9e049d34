import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { EnvironmentError } from "../errors.ts";
import { codeOf, withFileTrouble } from "../file-trouble.ts";
import type { State } from "../state.ts";
import type { WorkshopEvent } from "./events.ts";
import { parseEvent } from "./parse-event.ts";

/** The events of a log in its order, and sentences about what in it couldn't be read. */
export type Log = { events: WorkshopEvent[]; notices: string[] };

/**
 * Reads the event log. A torn last line is what a crash leaves and is ignored; unreadable lines before it are told;
 * a file without a single readable line is set aside under a new name.
 */
export function readEvents(state: State): Log {
  const text = readLog(state);
  const { events, unreadable, newer } = parseLog(text);
  const where = relative(state.root, state.events);
  if (unreadable.length > 0 && events.length === 0 && newer === 0) return setAside(state, where);
  const notices: string[] = [];
  if (unreadable.length > 0) {
    const [lines, they] = unreadable.length === 1 ? ["Line", "it"] : ["Lines", "them"];
    const numbers = `${unreadable.slice(0, 5).join(", ")}${unreadable.length > 5 ? " …" : ""}`;
    notices.push(
      `${lines} ${numbers} of ${where} can't be read; all the rest counts. Delete ${they} to be told no more.`,
    );
  }
  if (newer > 0) {
    notices.push(`${newer} of the events in ${where} are from a newer workshop and don't count here: \`git pull\`.`);
  }
  return { events, notices };
}

/** Adds an event at the end of the log; it is on the disk when this returns. */
export function appendEvent(state: State, event: WorkshopEvent): void {
  appendEvents(state, [event]);
}

/** Adds events at the end of the log, each a line of its own, also while other terminals do so. */
export function appendEvents(state: State, events: WorkshopEvent[]): void {
  withFileTrouble(`save your progress in ${state.events}`, () => {
    mkdirSync(dirname(state.events), { recursive: true });
    const file = openSync(state.events, "a+");
    try {
      for (const event of events) appendLine(file, JSON.stringify(event));
      flush(file);
    } finally {
      closeSync(file);
    }
  });
}

// A crash, a full disk or an editor may have left a last line without its end: ours must not become part of it.
function appendLine(file: number, line: string): void {
  const bytes = Buffer.from(`${endsInLine(file) ? "" : "\n"}${line}\n`);
  const written = writeSync(file, bytes);
  if (written === bytes.length) return;
  throw new EnvironmentError(
    "Your progress was saved only in part: the disk is full.",
    "Free some space, then try again.",
  );
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() === "\n";
}

function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    // Some network and container file systems can't; the line is written all the same.
    if (!["EINVAL", "ENOTSUP", "ENOSYS"].includes(codeOf(error) ?? "")) throw error;
  }
}

function readLog(state: State): string {
  return withFileTrouble(`read your progress from ${state.events}`, () => {
    try {
      return readFileSync(state.events, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return "";
      throw error;
    }
  });
}

function parseLog(text: string): { events: WorkshopEvent[]; unreadable: number[]; newer: number } {
  const events: WorkshopEvent[] = [];
  const unreadable: number[] = [];
  let newer = 0;
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  lines.forEach((line, index) => {
    // A power cut may leave a stretch of zeros.
    if (/^[\s\0]*$/.test(line)) return;
    const event = parseEvent(line);
    if (event === "newer") newer++;
    else if (event) events.push(event);
    else if (!isTorn(line, index === lines.length - 1)) unreadable.push(index + 1);
  });
  return { events, unreadable, newer };
}

// The beginning of a line as we write it, cut off: nobody was ever told that it was saved.
function isTorn(line: string, last: boolean): boolean {
  const begun = line.startsWith(BEGINNING) || BEGINNING.startsWith(line);
  return begun && (last || !line.trimEnd().endsWith("}"));
}

function setAside(state: State, where: string): Log {
  const moment = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const aside = join(state.folder, `events-unreadable-${moment}-${process.pid}.ndjson`);
  const restored = withFileTrouble(`set the unreadable ${state.events} aside`, () => {
    try {
      renameSync(state.events, aside);
    } catch (error) {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    }
    return parseLog(readFileSync(aside, "utf8")).events;
  });
  // Another terminal put it right between our reading and our renaming.
  if (restored !== null && restored.length > 0) appendEvents(state, restored);
  if (restored === null || restored.length > 0) return readEvents(state);
  const notice = `Nothing in ${where} could be read. It is kept as ${relative(state.root, aside)}, and a new log begins.`;
  return { events: [], notices: [notice] };
}

const BEGINNING = '{"v":1,"id":"';
