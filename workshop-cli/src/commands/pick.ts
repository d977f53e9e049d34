import { choose } from "../ui/prompts.ts";
import { stateInWords } from "../ui/views/exercise-line.ts";
import type { Command } from "./command.ts";
import { command as start } from "./start.ts";
import { progressOf, readProgress } from "./where-you-are.ts";

/** Asks which exercise to start; only the home screen leads here. */
export const command = {
  async run(session) {
    const { progress } = readProgress(session);
    const slug = await choose(
      session,
      "Which exercise?",
      session.course().exercises.map((exercise) => {
        const own = progressOf(progress, exercise.slug);
        const facts = [`${exercise.minutes} min`, own ? stateInWords(own) : ""].filter((each) => each !== "");
        return {
          value: exercise.slug,
          label: `${String(exercise.number).padStart(2, "0")}  ${exercise.title}`,
          hint: facts.join(", "),
        };
      }),
      progress.current ?? undefined,
    );
    return start.run(session, [slug], {});
  },
} satisfies Command;
