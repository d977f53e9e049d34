import { existsSync } from "node:fs";
import type { Exercise } from "../course/exercise.ts";
import { Cancelled, WorkshopError } from "../errors.ts";
import type { Grader } from "../grading/grader.ts";
import type { TypeAdvice, Verdict } from "../grading/verdict.ts";
import { type GradedCopy, gradeCopy, tryToRecord } from "../session/grade-copy.ts";
import { openExercise } from "../session/open-exercise.ts";
import { showPlaces } from "../session/places.ts";
import type { Session } from "../session/session.ts";
import { showVerdict } from "../session/show-verdict.ts";
import { tell } from "../session/tell.ts";
import { problemView } from "../ui/views/problem.ts";
import { savedView, typesView } from "../ui/views/watching.ts";
import { copyLabel } from "../workspace/copy.ts";
import { answerHash } from "../workspace/hash.ts";
import { adviseTypes } from "./advise-types.ts";
import { answerKey, type Following, type Question } from "./answer-key.ts";
import type { Footer } from "./footer.ts";
import type { Keyboard } from "./keys.ts";
import type { Mailbox } from "./mailbox.ts";
import { openRuns } from "./runs.ts";
import { watchSaves } from "./saves.ts";

/** What a watch reacts to. News of an exercise names it, since by the time it is read another may be watched. */
export type Happening =
  | { type: "key"; key: string }
  | { type: "cancelled" }
  /** From the shell, which one went to by Ctrl-Z. */
  | { type: "returned" }
  | (News & { about: string });
type News =
  | { type: "saved"; path: string }
  | { type: "graded"; graded: GradedCopy; unsaved: WorkshopError | null }
  | { type: "typed"; types: TypeAdvice[] }
  | { type: "failed"; error: unknown };

/** Where a watch takes place. */
export type Place = {
  session: Session;
  grader: Grader;
  mailbox: Mailbox<Happening>;
  footer: Footer;
  keyboard: Keyboard;
};

/** Watches one exercise. Answers the one to go on with, or `null` when the learner quits. */
export async function watchExercise(place: Place, exercise: Exercise): Promise<Exercise | null> {
  const { session, grader, mailbox, footer, keyboard } = place;
  const { terminal } = session;
  const copy = session.state.copy(exercise.slug);
  let verdict = null as Verdict | null;
  let question: Question | null = null;

  // At once, and not when it is read: by then the learner may have gone to another exercise, with a pass.
  const kept = (graded: GradedCopy): News => {
    try {
      return { type: "graded", graded, unsaved: tryToRecord(session, exercise, graded) };
    } catch (error) {
      return { type: "failed", error };
    }
  };
  const post = (news: News) => mailbox.post({ ...news, about: exercise.slug });
  const runs = openRuns<GradedCopy>({
    run: (signal) => gradeCopy(session, grader, exercise, { signal, onTest: footer.during }),
    isStale: ({ answer }) => existsSync(copy) && answerHash(copy) !== answer,
    onResult: (graded) => post(kept(graded)),
    onError: (error) => post({ type: "failed", error }),
  });
  const advice = adviseTypes(session.state, exercise, (types) => post({ type: "typed", types }));
  const follow = () => watchSaves(copy, (path) => post({ type: "saved", path }));
  let saves = await follow();

  const grade = () => {
    advice.stop();
    question = null;
    runs.request();
    footer.grading();
  };
  const gradeAgain = async () => {
    if (!existsSync(copy)) {
      openExercise(session, exercise);
      await saves.close();
      saves = await follow();
    }
    grade();
  };
  const takeSave = (path: string) => {
    if (existsSync(copy)) {
      terminal.print(savedView(terminal.theme(), path, new Date()));
      grade();
    } else tell(session, `${copyLabel(exercise.slug)} is gone. Put it back, or press r for a fresh one.`);
  };
  const takeVerdict = (graded: GradedCopy, unsaved: WorkshopError | null) => {
    verdict = graded.verdict;
    terminal.print(showVerdict(session, exercise, verdict, { by: "keys" }));
    if (unsaved) tellFailure(session, unsaved);
    advice.start();
  };
  const takeKey = async (key: string): Promise<Following> => {
    const asked = question;
    question = null;
    if (asked) return key === "y" ? asked.onYes() : "stay";
    const lend = async <T>(to: () => Promise<T>) => {
      footer.close();
      return keyboard.lend(to);
    };
    return answerKey(key, { session, exercise, verdict, isGrading: runs.isRunning(), lend });
  };

  try {
    grade();
    for (;;) {
      const happening = await mailbox.take();
      if ("about" in happening && happening.about !== exercise.slug) continue;
      if (happening.type === "cancelled") throw new Cancelled();
      if (happening.type === "saved") takeSave(happening.path);
      if (happening.type === "graded") takeVerdict(happening.graded, happening.unsaved);
      if (happening.type === "typed") terminal.print(typesView(terminal.theme(), happening.types, showPlaces(session)));
      if (happening.type === "failed") tellFailure(session, happening.error);
      if (happening.type === "key") {
        const following = await takeKey(happening.key).catch((error) => tellFailure(session, error));
        if (following === "quit") return null;
        if (following === "grade") await gradeAgain().catch((error) => tellFailure(session, error));
        if (typeof following === "object" && "goTo" in following) return following.goTo;
        if (typeof following === "object") question = following.ask;
      }
      if (question) footer.ask(question.text);
      else if (runs.isRunning()) footer.grading();
      else footer.keys(verdict?.state === "passed" ? "passed" : "open");
    }
  } finally {
    advice.stop();
    await Promise.all([runs.stop(), saves.close()]);
  }
}

/** What a person can mend is told, and the watch goes on. */
function tellFailure({ terminal }: Session, error: unknown): "stay" {
  if (!(error instanceof WorkshopError)) throw error;
  terminal.print(problemView(terminal.theme(), error));
  return "stay";
}
