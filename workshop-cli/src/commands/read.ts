import { readLesson } from "../course/lesson.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { printFromTop } from "../ui/pager.ts";
import { targetsOf } from "../ui/targets.ts";
import { lessonView } from "../ui/views/lesson.ts";
import { type Command, exitCodes } from "./command.ts";

/** The lesson in the terminal. */
export const command = {
  async run(session, [name]) {
    const exercise = chooseExercise(session, name);
    const { terminal, workingFolder, env } = session;
    const resolve = targetsOf(exercise.folder, workingFolder);
    await printFromTop(terminal, env, lessonView(terminal.theme(), exercise, readLesson(exercise), resolve));
    return exitCodes.done;
  },
} satisfies Command;
