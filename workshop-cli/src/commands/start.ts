import { readLesson } from "../course/lesson.ts";
import { openGrader } from "../grading/grader.ts";
import { lessonHeadView } from "../ui/views/lesson.ts";
import { takeEdits } from "../workspace/take-edits.ts";
import { type Command, exitCodes } from "./command.ts";
import { focusPath, openExercise, tell, tellOutdated } from "./open-exercise.ts";
import { testOnce } from "./test.ts";
import { chooseExercise } from "./where-you-are.ts";

/** Makes or resumes the copy, shows the lesson's head, and grades: at every save on a terminal, once elsewhere. */
export const command = {
  options: [["--take-edits", "bring over what was edited in exercises/"]],
  async run(session, [name], { takeEdits: isTaking }: { takeEdits?: boolean }) {
    const { state, terminal } = session;
    const exercise = chooseExercise(session, name);
    if (isTaking) {
      const { files, backup } = takeEdits(state, exercise);
      tell(session, files.length === 0 ? "There are no edits to bring over." : `Brought over: ${files.join(", ")}`);
      if (backup) tell(session, "Your copy as it was is kept: `npx workshop undo` brings it back.");
    }
    const grader = openGrader(state, { between: terminal.isInteractive ? "spare" : "stop" });
    try {
      grader.warmUp();
      openExercise(session, exercise);
      tellOutdated(session, exercise);
      const lesson = readLesson(exercise);
      terminal.print(lessonHeadView(terminal.theme(), exercise, lesson, focusPath(session, exercise)));
      if (!terminal.isInteractive) return await testOnce(session, grader, exercise, "view");
      const { watch } = await import("../watching/watch.ts");
      await watch(session, grader, exercise);
      return exitCodes.done;
    } finally {
      await grader.close();
    }
  },
} satisfies Command;
