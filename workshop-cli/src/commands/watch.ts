import { openGrader } from "../grading/grader.ts";
import { openExercise } from "../session/open-exercise.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { watch } from "../watching/watch.ts";
import { type Command, exitCodes } from "./command.ts";

/** Grades at every save. */
export const command = {
  async run(session, [name]) {
    const exercise = chooseExercise(session, name);
    const grader = openGrader(session.state, { between: "spare" });
    try {
      grader.warmUp();
      openExercise(session, exercise);
      await watch(session, grader, exercise);
      return exitCodes.done;
    } finally {
      await grader.close();
    }
  },
} satisfies Command;
