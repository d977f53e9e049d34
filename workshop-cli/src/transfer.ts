import type { Course } from "./course/exercise.ts";
import { newEvent } from "./progress/events.ts";
import { mergeEvents, readExport, writeExport } from "./progress/export-file.ts";
import { appendEvents } from "./progress/log.ts";
import type { State } from "./state.ts";
import { checkPackedCopies, packCopies, unpackCopies } from "./workspace/packed-copies.ts";

/** What travelled: numbers of events and copies, and sentences about what stayed behind. */
export type Exported = { events: number; copies: number; notices: string[] };

/** What came: how many events were new, and the slugs of the copies that were made or put in another's place. */
export type Imported = { events: number; made: string[]; replaced: string[] };

/** Writes progress and the learner's copies into one file. */
export function exportProgress(state: State, file: string): Exported {
  const { copies, notices } = packCopies(state);
  const { events } = writeExport(state, file, copies);
  return { events, copies: copies.length, notices };
}

/** Takes in what another machine exported. A copy that differs is put away first; importing twice changes nothing. */
export function importProgress(state: State, course: Course, file: string): Imported {
  const { events, copies } = readExport(file);
  const { made, replaced } = unpackCopies(state, course, checkPackedCopies(copies));
  const { added } = mergeEvents(state, events);
  appendEvents(
    state,
    [...made, ...replaced].map((slug) => newEvent(slug, { type: "imported" })),
  );
  return { events: added, made, replaced };
}
