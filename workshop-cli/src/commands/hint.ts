import { takeAllHints, takeHint } from "../session/take-hint.ts";
import { tell } from "../session/tell.ts";
import { verdictNow } from "../session/verdict-now.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { hintView } from "../ui/views/hint.ts";
import { type Command, exitCodes } from "./command.ts";
import { taskNumber } from "./task-number.ts";

/** One hint more for the task that fails, or all of them. */
export const command = {
  options: [
    ["--task <number>", "for this task, not for the first that fails"],
    ["--all", "all hints of the task"],
  ],
  async run(session, [name], { task, all }: { task?: string; all?: boolean }) {
    const exercise = chooseExercise(session, name);
    const number = taskNumber(task, "hint");
    const verdict = await verdictNow(session, exercise);
    if (verdict?.problem) tell(session, verdict.problem);
    const request = { exercise, task: number, verdict };
    const hints = all ? takeAllHints(session, request) : [takeHint(session, request)];
    for (const hint of hints) {
      const more = hint === hints.at(-1) ? "npx workshop hint" : null;
      session.terminal.print(hintView(session.terminal.theme(), hint, more));
    }
    return exitCodes.done;
  },
} satisfies Command;
