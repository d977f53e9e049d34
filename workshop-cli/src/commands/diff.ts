import { UsageError } from "../errors.ts";
import { confirmSpoiler } from "../session/confirm-spoiler.ts";
import { happened } from "../session/happened.ts";
import { openExercise } from "../session/open-exercise.ts";
import { type Comparing, type Other, refuseStrange, showDifference, showNews } from "../session/show-difference.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { printFromTop } from "../ui/pager.ts";
import { type Command, exitCodes } from "./command.ts";
import { openInTool } from "./open-in-tool.ts";
import { taskNumber } from "./task-number.ts";

type Options = {
  with?: string;
  starter?: boolean;
  news?: boolean;
  task?: string;
  sideBySide?: boolean;
  unified?: boolean;
  tool?: string | true;
  yes?: boolean;
};

/** The copy beside the solution, another right answer, or the starter as it is now. */
export const command = {
  options: [
    ["--with <name>", "beside another right answer, not the solution"],
    ["--starter", "beside the exercise as it was given"],
    ["--news", "what is new in the exercise since your copy was made"],
    ["--task <number>", "only what this task asks for"],
    ["--side-by-side", "in two columns, as by itself where there is room"],
    ["--unified", "one below the other"],
    ["--tool [program]", "in your editor's own view"],
    ["--yes", "show it before you have passed, without asking"],
  ],
  async run(session, [name], options: Options) {
    const exercise = chooseExercise(session, name);
    const layout = options.sideBySide ? "side-by-side" : options.unified ? "unified" : undefined;
    if (options.news) {
      await printFromTop(session.terminal, session.env, showNews(session, exercise, layout));
      return exitCodes.done;
    }
    const other = otherOf(options);
    const comparing: Comparing = { exercise, other, task: taskNumber(options.task, "diff"), layout };
    refuseStrange(comparing);
    if (other !== "starter" && !(await confirmSpoiler(session, exercise, options.yes))) return exitCodes.done;
    openExercise(session, exercise);
    if (other !== "starter") happened(session, exercise.slug, { type: "solution-viewed" });
    if (options.tool) return openInTool(session, comparing, options.tool === true ? null : options.tool);
    await printFromTop(session.terminal, session.env, showDifference(session, comparing));
    return exitCodes.done;
  },
} satisfies Command;

function otherOf({ with: alternative, starter }: Options): Other {
  if (alternative !== undefined && starter)
    throw new UsageError("Either --with or --starter.", "Leave one of them out.");
  if (alternative !== undefined) return { alternative };
  return starter ? "starter" : "solution";
}
