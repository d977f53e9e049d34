import type { Exercise } from "../course/exercise.ts";
import { readSolutionPage } from "../course/solution-page.ts";
import { variantNames } from "../course/variants.ts";
import { CourseError, EnvironmentError } from "../errors.ts";
import type { Verdict } from "../grading/verdict.ts";
import { foldProgress } from "../progress/fold.ts";
import { milestonesAt } from "../progress/milestone.ts";
import { stretchLines } from "../ui/views/failure.ts";
import { afterPass, type Pass, passLines } from "../ui/views/passed.ts";
import { verdictView } from "../ui/views/verdict.ts";
import { focusPath, showPlaces } from "./places.ts";
import type { Session } from "./session.ts";
import { comesNext, progressOf, readProgress } from "./where-you-are.ts";

/** How a verdict is shown. */
export type Showing = {
  /** What one does next: give commands, or press the keys of a watch. */
  by: "commands" | "keys";
  /** Whose failure to explain; by itself it is the first that there is. */
  task?: number | undefined;
  /** The X-ray follows. */
  hasXray?: boolean;
};

/** The screen of a verdict that was just recorded, with what to do next. */
export function showVerdict(session: Session, exercise: Exercise, verdict: Verdict, showing: Showing): string {
  const { by, task } = showing;
  const theme = session.terminal.theme();
  const { title, needs } = exercise;
  const focus = focusPath(session, exercise, verdict);
  const screen = { verdict, title, needs, focus, place: showPlaces(session), task };
  if (verdict.state !== "passed") return verdictView(theme, { ...screen, next: whenStuck(session, verdict, showing) });
  const pass = passOf(session, exercise, verdict, by);
  // The starter fails it with all that it has: one that passes in part is being worked on, and so is one after a pass.
  const isBegun = !pass.isFirst || verdict.tests.some(({ task, state }) => task === null && state === "passed");
  const learned = [...passLines(theme, pass), ...(isBegun ? stretchLines(theme, verdict, screen.place) : [])];
  return verdictView(theme, { ...screen, learned, next: afterPass(theme, pass) });
}

function passOf(session: Session, exercise: Exercise, { stretch }: Verdict, by: Showing["by"]): Pass {
  const course = session.course();
  const known = readIfPossible(session);
  // The last event is the pass that is shown.
  const before = known && progressOf(foldProgress(course, known.events.slice(0, -1)), exercise.slug);
  const upNext = known && comesNext(course, known.progress);
  return {
    isFirst: before?.state !== "passed",
    exercise,
    stretch: stretch.state,
    // A pass that couldn't be saved leaves the exercise open, and it would come next itself.
    upNext: upNext?.slug === exercise.slug ? null : upNext,
    takeaways: takeawaysOf(exercise),
    alternatives: variantNames(exercise, "alternatives"),
    milestones: known ? milestonesAt(course, known.progress, exercise) : [],
    by,
  };
}

/** A pass is shown also where the log can't be read; whoever records it tells of that. */
function readIfPossible(session: Session): ReturnType<typeof readProgress> | null {
  try {
    return readProgress(session);
  } catch (error) {
    if (error instanceof EnvironmentError) return null;
    throw error;
  }
}

/** A pass is shown also where the authors have written no page yet. */
function takeawaysOf(exercise: Exercise): string[] {
  try {
    return readSolutionPage(exercise).takeaways;
  } catch (error) {
    if (error instanceof CourseError) return [];
    throw error;
  }
}

/** In a watch the footer says what to press. */
function whenStuck({ terminal }: Session, { xray }: Verdict, { by, hasXray = false }: Showing): string[] {
  if (by === "keys") return [];
  const { code } = terminal.theme();
  return [
    `Stuck? ${code("npx workshop hint")}   The lesson: ${code("npx workshop read")}`,
    ...(xray.length > 0 && !hasXray ? [`What the objects hold: ${code("npx workshop test --xray")}`] : []),
  ];
}
