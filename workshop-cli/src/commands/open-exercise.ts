import { relative } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import { focusAfter } from "../course/focus.ts";
import type { Verdict } from "../grading/verdict.ts";
import { noticeView } from "../ui/views/problem.ts";
import { copyLabel, type OpenedCopy, openCopy } from "../workspace/copy.ts";
import { noticeEdits } from "../workspace/edits.ts";
import { outdatedFiles } from "../workspace/outdated.ts";
import type { Session } from "./command.ts";
import { happened } from "./happened.ts";

/** Opens the learner's copy, and tells what was done for that, beside the command's answer. */
export function openExercise(session: Session, exercise: Exercise): OpenedCopy {
  const { state } = session;
  const opened = openCopy(state, exercise);
  if (opened.state === "made") {
    happened(session, exercise.slug, { type: "started" });
    tell(session, `Made your copy: ${copyLabel(exercise.slug)}/`);
  }
  for (const notice of opened.notices) tell(session, notice);
  const edits = noticeEdits(state, exercise);
  if (edits) tell(session, edits.sentence);
  return opened;
}

/** Says which files of the course are newer than the copy's. */
export function tellOutdated(session: Session, exercise: Exercise): void {
  const files = outdatedFiles(session.state, exercise).filter(({ mine }) => mine !== "same");
  if (files.length === 0) return;
  const named = files.map(({ path }) => path).join(", ");
  tell(
    session,
    `The exercise is newer than your copy: ${named}. Yours goes on as it is; \`npx workshop diff ${exercise.slug} --starter\` shows what is new.`,
  );
}

/** The file to edit, as a path from where the learner is. With a verdict, what to edit next. */
export function focusPath(session: Session, exercise: Exercise, verdict?: Verdict): string {
  return relative(session.workingFolder, `${session.state.copy(exercise.slug)}/${focusAfter(exercise, verdict)}`);
}

/** Tells something beside the answer. */
export function tell(session: Session, text: string): void {
  session.terminal.notice(noticeView(session.terminal.theme(), text));
}
