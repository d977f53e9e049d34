import { type Happening, newEvent } from "../progress/events.ts";
import { appendEvents } from "../progress/log.ts";
import type { Session } from "./session.ts";

/** Keeps in the log what happened to an exercise. */
export function happened({ state }: Pick<Session, "state">, slug: string, ...happenings: Happening[]): void {
  appendEvents(
    state,
    happenings.map((happening) => newEvent(slug, happening)),
  );
}
