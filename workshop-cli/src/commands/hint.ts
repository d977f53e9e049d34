import { UsageError } from "../errors.ts";
import { hintView } from "../ui/views/hint.ts";
import { type Command, exitCodes } from "./command.ts";
import { takeAllHints, takeHint } from "./take-hint.ts";
import { chooseExercise } from "./where-you-are.ts";

/** One hint more for the task that fails, or all of them. */
export const command = {
  options: [
    ["--task <number>", "for this task, not for the first that fails"],
    ["--all", "all hints of the task"],
  ],
  async run(session, [name], { task, all }: { task?: string; all?: boolean }) {
    const exercise = chooseExercise(session, name);
    const number = task === undefined ? undefined : Number(task);
    if (number !== undefined && !Number.isInteger(number)) {
      throw new UsageError(`"${task}" isn't the number of a task.`, "Give one as in `npx workshop hint --task 2`.");
    }
    const hints = all ? takeAllHints(session, exercise, number) : [takeHint(session, exercise, number)];
    for (const hint of hints) session.terminal.print(hintView(session.terminal.theme(), hint));
    return exitCodes.done;
  },
} satisfies Command;
