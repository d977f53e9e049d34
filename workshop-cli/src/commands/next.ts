import { tell } from "../session/tell.ts";
import { comesNext, exercisesOf, followingIn, readProgress } from "../session/where-you-are.ts";
import { type Command, exitCodes } from "./command.ts";
import { command as start } from "./start.ts";

/** Starts what comes next. */
export const command = {
  async run(session) {
    const course = session.course();
    const { progress } = readProgress(session);
    const upNext = comesNext(course, progress);
    if (upNext === null) {
      const road = progress.track === null || progress.track === "full" ? "course" : `track ${progress.track}`;
      tell(session, `You have passed every exercise of the ${road}. \`npx workshop list\` shows them all.`);
      return exitCodes.done;
    }
    const following = followingIn(exercisesOf(course, progress.track), upNext);
    if (upNext.slug === progress.current && following) {
      tell(
        session,
        `${upNext.title} isn't passed yet. To leave it for later: \`npx workshop start ${following.number}\``,
      );
    }
    return start.run(session, [upNext.slug], {});
  },
} satisfies Command;
