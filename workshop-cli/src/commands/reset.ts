import { UsageError } from "../errors.ts";
import { happened } from "../session/happened.ts";
import { tell } from "../session/tell.ts";
import { chooseExercise } from "../session/where-you-are.ts";
import { confirm } from "../ui/prompts.ts";
import { hasCopy } from "../workspace/older-name.ts";
import { resetCopy } from "../workspace/reset.ts";
import { type Command, exitCodes } from "./command.ts";

/** A fresh copy of an exercise, or of all that were begun. What was there is kept, and so is a pass. */
export const command = {
  options: [
    ["--all", "every exercise that has a copy"],
    ["--yes", "without asking"],
  ],
  async run(session, [name], { all, yes }: { all?: boolean; yes?: boolean }) {
    if (all && name) throw new UsageError("Either an exercise or --all.", "Leave one of them out.");
    const { state } = session;
    const begun = session.course().exercises.filter((exercise) => hasCopy(state, exercise));
    const chosen = all ? begun : [chooseExercise(session, name)];
    if (chosen.length === 0) {
      tell(session, "There is no copy to reset yet.");
      return exitCodes.done;
    }
    const what = all ? `all ${chosen.length} copies` : chosen.map(({ title }) => title).join();
    if (!(await confirm(session, `Reset ${what} to the beginning? What you wrote is kept.`, yes)))
      return exitCodes.done;
    for (const exercise of chosen) {
      const { backup } = resetCopy(state, exercise);
      happened(session, exercise.slug, { type: "reset" });
      tell(session, `workspace/${exercise.slug}/ is fresh${backup ? "; `npx workshop undo` brings yours back" : ""}.`);
    }
    return exitCodes.done;
  },
} satisfies Command;
