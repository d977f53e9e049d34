import { readLesson } from "../course/lesson.ts";
import { lessonView } from "../ui/views/lesson.ts";
import { type Command, exitCodes } from "./command.ts";
import { chooseExercise } from "./where-you-are.ts";

/** The lesson in the terminal. */
export const command = {
  async run(session, [name]) {
    const exercise = chooseExercise(session, name);
    session.terminal.print(lessonView(session.terminal.theme(), exercise, readLesson(exercise)));
    return exitCodes.done;
  },
} satisfies Command;
