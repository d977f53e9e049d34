import { join, relative } from "node:path";
import type { Session } from "../commands/command.ts";
import { isFreeToLook } from "../commands/confirm-spoiler.ts";
import { happened } from "../commands/happened.ts";
import { tell } from "../commands/open-exercise.ts";
import { showDifference } from "../commands/show-difference.ts";
import { takeHint } from "../commands/take-hint.ts";
import { comesNext, progressOf, readProgress } from "../commands/where-you-are.ts";
import type { Exercise } from "../course/exercise.ts";
import { focusAfter } from "../course/focus.ts";
import type { Verdict } from "../grading/verdict.ts";
import { firstFailure } from "../ui/views/failure.ts";
import { hintView } from "../ui/views/hint.ts";
import { listView } from "../ui/views/list.ts";
import { xrayView } from "../ui/views/xray.ts";
import { chooseEditor, open } from "./editor.ts";
import type { Keyboard } from "./keys.ts";

/** What follows from a key. */
export type Following = "stay" | "grade" | "quit" | { ask: Question } | { goTo: Exercise };
export type Question = { text: string; onYes(): Following };

/** What a key may need to know. */
export type Moment = { session: Session; exercise: Exercise; verdict: Verdict | null; keyboard: Keyboard };

/** Does what a key stands for. No key changes a file of the learner's. */
export async function answerKey(key: string, moment: Moment): Promise<Following> {
  return (await actions[key]?.(moment)) ?? "stay";
}

const actions: Record<string, (moment: Moment) => Following | undefined | Promise<Following | undefined>> = {
  h: ({ session, exercise }) => print(session, hintView(session.terminal.theme(), takeHint(session, exercise))),
  d: askForDifference,
  x: lookInside,
  l: ({ session }) => {
    const course = session.course();
    print(session, listView(session.terminal.theme(), course, readProgress(session).progress, course.exercises));
  },
  n: goOn,
  o: openFocus,
  r: () => "grade",
  q: () => "quit",
};

function print({ terminal }: Session, text: string): undefined {
  terminal.print(text);
}

function lookInside({ session, verdict }: Moment): undefined {
  if (verdict === null) tell(session, "Nothing has been graded yet.");
  else print(session, xrayView(session.terminal.theme(), verdict));
}

function askForDifference({ session, exercise }: Moment): Following {
  const show = (): Following => {
    print(session, showDifference(session, exercise, "solution", "unified"));
    happened(session, exercise.slug, { type: "solution-viewed" });
    return "stay";
  };
  if (isFreeToLook(session, exercise)) return show();
  return { ask: { text: "Not passed yet. Look at the solution all the same?", onYes: show } };
}

function goOn({ session, exercise }: Moment): Following {
  const course = session.course();
  const { progress } = readProgress(session);
  const upNext = comesNext(course, progress);
  if (upNext === null) {
    tell(session, "You have passed every exercise of the course.");
    return "stay";
  }
  if (progressOf(progress, exercise.slug)?.state === "passed") return { goTo: upNext };
  const following = course.exercises.find(({ number }) => number > exercise.number);
  if (!following) {
    tell(session, "This is the last exercise, and it isn't passed yet.");
    return "stay";
  }
  return { ask: { text: `Not passed yet. Go on to ${following.title}?`, onYes: () => ({ goTo: following }) } };
}

async function openFocus({ session, exercise, verdict, keyboard }: Moment): Promise<undefined> {
  const file = join(session.state.copy(exercise.slug), focusAfter(exercise, verdict));
  const failure = verdict && firstFailure(verdict);
  const isHere = failure?.file === relative(session.state.root, file);
  const opening = chooseEditor(session.env, file, isHere ? (failure?.line ?? null) : null);
  if (opening === null) {
    tell(session, `Name your editor in $VISUAL or $EDITOR to open it from here: ${file}`);
    return;
  }
  const problem = opening.takesTerminal ? await keyboard.lend(() => open(opening)) : await open(opening);
  if (problem) tell(session, `${opening.program} can't be started: ${problem}. The file is ${file}`);
}
