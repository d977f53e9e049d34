import { join, relative } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { focusAfter } from "../course/focus.ts";
import { readLesson } from "../course/lesson.ts";
import { chooseEditor } from "../editing/editor.ts";
import { startProgram } from "../editing/start-program.ts";
import { Cancelled } from "../errors.ts";
import { firstFailure } from "../grading/first-failure.ts";
import type { Verdict } from "../grading/verdict.ts";
import { isFreeToLook } from "../session/confirm-spoiler.ts";
import { happened } from "../session/happened.ts";
import { pickExercise } from "../session/pick-exercise.ts";
import type { Session } from "../session/session.ts";
import { showDifference } from "../session/show-difference.ts";
import { showMistakes, showSolution } from "../session/show-solution.ts";
import { takeHint } from "../session/take-hint.ts";
import { tell } from "../session/tell.ts";
import { comesNext, exercisesOf, followingIn, progressOf, readProgress } from "../session/where-you-are.ts";
import { targetsOf } from "../ui/targets.ts";
import { hintView } from "../ui/views/hint.ts";
import { lessonView, taskView } from "../ui/views/lesson.ts";
import { listView } from "../ui/views/list.ts";
import { keysView } from "../ui/views/watching.ts";
import { xrayView } from "../ui/views/xray.ts";
import { watchKeys } from "./watch-keys.ts";

/** What follows from a key. */
export type Following = "stay" | "grade" | "quit" | { ask: Question } | { goTo: Exercise };
export type Question = { text: string; onYes(): Following };

/** What a key may need to know. */
export type Moment = {
  session: Session;
  exercise: Exercise;
  verdict: Verdict | null;
  /** The verdict isn't about what was saved last. */
  isGrading: boolean;
  /** Lets a question or another program have the terminal. */
  lend<T>(to: () => Promise<T>): Promise<T>;
};

/** Does what a key stands for. No key changes a file of the learner's. */
export async function answerKey(key: string, moment: Moment): Promise<Following> {
  return (await actions[key]?.(moment)) ?? "stay";
}

const actions: Record<string, (moment: Moment) => Following | undefined | Promise<Following | undefined>> = {
  h: showHint,
  t: showTask,
  x: lookInside,
  d: (moment) => spoil(moment, showDifferenceNow),
  s: (moment) => spoil(moment, ({ session, exercise }) => showSolution(session, exercise)),
  m: (moment) => spoil(moment, ({ session, exercise }) => showMistakes(session, exercise)),
  l: chooseFromList,
  n: goOn,
  o: openFocus,
  r: () => "grade",
  "?": ({ session }) => print(session, keysView(session.terminal.theme(), watchKeys)),
  q: () => "quit",
};

function print({ terminal }: Session, text: string): undefined {
  terminal.print(text);
}

function lookInside({ session, verdict }: Moment): undefined {
  if (verdict === null) tell(session, "Nothing has been graded yet.");
  else print(session, xrayView(session.terminal.theme(), verdict));
}

/** The next hint. An old verdict could name a mistake that is mended already, so it isn't gone by. */
function showHint({ session, exercise, verdict, isGrading }: Moment): undefined {
  const hint = takeHint(session, { exercise, verdict: isGrading ? null : verdict });
  return print(session, hintView(session.terminal.theme(), hint, "press h"));
}

/** What the task that fails first asks for; after a pass the whole lesson, at whose end the stretch is. */
function showTask({ session, exercise, verdict }: Moment): undefined {
  const theme = session.terminal.theme();
  const lesson = readLesson(exercise);
  const resolve = targetsOf(exercise.folder, session.workingFolder);
  const number = (verdict && firstFailure(verdict)?.task) ?? 1;
  const task = lesson.tasks.find((each) => each.number === number);
  const isWhole = verdict?.state === "passed" || task === undefined;
  return print(session, isWhole ? lessonView(theme, exercise, lesson, resolve) : taskView(theme, task, resolve));
}

/** Shows what gives the solution away; before a pass it is asked first. */
function spoil(moment: Moment, textOf: (moment: Moment) => string): Following {
  const { session, exercise } = moment;
  const show = (): Following => {
    print(session, textOf(moment));
    return "stay";
  };
  if (isFreeToLook(session, exercise)) return show();
  return { ask: { text: "Not passed yet. Look at the solution all the same?", onYes: show } };
}

function showDifferenceNow({ session, exercise }: Moment): string {
  const difference = showDifference(session, { exercise, other: "solution" });
  happened(session, exercise.slug, { type: "solution-viewed" });
  return difference;
}

async function chooseFromList({ session, exercise, lend }: Moment): Promise<Following> {
  const { terminal } = session;
  const course = session.course();
  if (!terminal.canRedraw || !terminal.isInteractive) {
    const { progress } = readProgress(session, "full");
    const screen = { shown: course.exercises, isSelection: false };
    print(session, listView(terminal.theme(), course, progress, screen));
    return "stay";
  }
  try {
    const chosen = await lend(() => pickExercise(session));
    return chosen.slug === exercise.slug ? "stay" : { goTo: chosen };
  } catch (error) {
    if (error instanceof Cancelled && error.by === "Escape") return "stay";
    throw error;
  }
}

function goOn({ session, exercise }: Moment): Following {
  const course = session.course();
  const { progress } = readProgress(session);
  const upNext = comesNext(course, progress);
  if (upNext === null) {
    tell(session, "You have passed every exercise.");
    return "stay";
  }
  if (progressOf(progress, exercise.slug)?.state === "passed") return { goTo: upNext };
  const following = followingIn(exercisesOf(course, progress.track), exercise);
  if (!following) {
    tell(session, "This is the last exercise, and it isn't passed yet.");
    return "stay";
  }
  return { ask: { text: `Not passed yet. Go on to ${following.title}?`, onYes: () => ({ goTo: following }) } };
}

async function openFocus({ session, exercise, verdict, lend }: Moment): Promise<undefined> {
  const file = join(session.state.copy(exercise.slug), focusAfter(exercise, verdict));
  const failure = verdict && firstFailure(verdict);
  const isHere = failure?.file === relative(session.state.root, file);
  const editor = chooseEditor(session.env, file, isHere ? (failure?.line ?? null) : null);
  if (editor === null) {
    tell(session, `Name your editor in $VISUAL or $EDITOR to open it from here: ${file}`);
    return;
  }
  const problem = editor.takesTerminal ? await lend(() => startProgram(editor)) : await startProgram(editor);
  if (problem) tell(session, `${editor.program} can't be started: ${problem}. The file is ${file}`);
}
