import type { Exercise } from "../course/exercise.ts";
import { copyLabel, type OpenedCopy, openCopy } from "../workspace/copy.ts";
import { noticeEdits } from "../workspace/edits.ts";
import { outdatedFiles } from "../workspace/outdated.ts";
import { happened } from "./happened.ts";
import type { Session } from "./session.ts";
import { tell } from "./tell.ts";

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
    `The exercise is newer than your copy: ${named}. \`npx workshop diff ${exercise.number} --news\` shows what is new, \`npx workshop start ${exercise.number} --take-news\` brings over what you haven't edited.`,
  );
}
