import { type Command, exitCodes } from "./command.ts";
import { confirmSpoiler } from "./confirm-spoiler.ts";
import { happened } from "./happened.ts";
import { openExercise } from "./open-exercise.ts";
import { openInTool } from "./open-in-tool.ts";
import { showDifference } from "./show-difference.ts";
import { chooseExercise } from "./where-you-are.ts";

/** The copy beside the solution, or beside the starter as it is now. */
export const command = {
  options: [
    ["--side-by-side", "in two columns"],
    ["--starter", "against the exercise as it was given, not the solution"],
    ["--tool <program>", "in your editor's own view: code"],
    ["--yes", "show it before you have passed, without asking"],
  ],
  async run(session, [name], options: { sideBySide?: boolean; starter?: boolean; tool?: string; yes?: boolean }) {
    const exercise = chooseExercise(session, name);
    const other = options.starter ? "starter" : "solution";
    if (other === "solution" && !(await confirmSpoiler(session, exercise, options.yes))) return exitCodes.done;
    openExercise(session, exercise);
    if (other === "solution") happened(session, exercise.slug, { type: "solution-viewed" });
    if (options.tool) return openInTool(session, exercise, other, options.tool);
    session.terminal.print(showDifference(session, exercise, other, options.sideBySide ? "side-by-side" : "unified"));
    return exitCodes.done;
  },
} satisfies Command;
