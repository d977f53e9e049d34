import type { Exercise } from "../course/exercise.ts";
import { readLesson } from "../course/lesson.ts";
import { openGrader } from "../grading/grader.ts";
import { openExercise, tellOutdated } from "../session/open-exercise.ts";
import { focusPaths } from "../session/places.ts";
import type { Session } from "../session/session.ts";
import { tell } from "../session/tell.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { lessonHeadView } from "../ui/views/lesson.ts";
import type { Backup } from "../workspace/backup.ts";
import { takeEdits } from "../workspace/take-edits.ts";
import { takeNews } from "../workspace/take-news.ts";
import { type Command, exitCodes } from "./command.ts";
import { testOnce } from "./test.ts";

/**
 * Makes or resumes the copy, shows the lesson's head, and grades: at every save on a terminal, once elsewhere, unless there
 * is nothing of the learner's to grade yet.
 */
export const command = {
  options: [
    ["--take-edits", "bring over what was edited in exercises/"],
    ["--take-news", "bring over what is new in the exercise and you haven't edited"],
  ],
  async run(session, [name], options: { takeEdits?: boolean; takeNews?: boolean }) {
    const { state, terminal } = session;
    const exercise = chooseExercise(session, name);
    if (options.takeEdits) bringEditsOver(session, exercise);
    if (options.takeNews) bringNewsOver(session, exercise);
    const grader = openGrader(state, { between: terminal.isInteractive ? "spare" : "stop" });
    try {
      if (terminal.isInteractive) grader.warmUp();
      const { state: copy } = openExercise(session, exercise);
      tellOutdated(session, exercise);
      const isUntouched = !terminal.isInteractive && copy === "made";
      const theme = terminal.theme();
      const next = isUntouched
        ? [`When you have edited it: ${theme.code(`npx workshop test ${exercise.number}`)}`]
        : [];
      terminal.print(
        lessonHeadView(theme, exercise, readLesson(exercise), { focus: focusPaths(session, exercise), next }),
      );
      if (isUntouched) return exitCodes.done;
      if (!terminal.isInteractive) return await testOnce(session, grader, exercise, { form: "view" });
      const { watch } = await import("../watching/watch.ts");
      await watch(session, grader, exercise);
      return exitCodes.done;
    } finally {
      await grader.close();
    }
  },
} satisfies Command;

function bringEditsOver(session: Session, exercise: Exercise): void {
  const { files, backup } = takeEdits(session.state, exercise);
  tell(session, files.length === 0 ? "There are no edits to bring over." : `Brought over: ${files.join(", ")}`);
  tellBackup(session, backup);
}

function bringNewsOver(session: Session, exercise: Exercise): void {
  const { taken, edited, backup } = takeNews(session.state, exercise);
  if (taken.length > 0) tell(session, `Brought over: ${taken.join(", ")}`);
  if (edited.length > 0) {
    const compare = `npx workshop diff ${exercise.number} --starter`;
    tell(session, `You have edited ${edited.join(", ")}, so that stays as it is: \`${compare}\``);
  }
  if (taken.length + edited.length === 0) tell(session, "There is nothing new to bring over.");
  tellBackup(session, backup);
}

function tellBackup(session: Session, backup: Backup | null): void {
  if (backup) tell(session, "Your copy as it was is kept: `npx workshop undo` brings it back.");
}
