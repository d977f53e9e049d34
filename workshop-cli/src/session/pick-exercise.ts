import type { Exercise } from "../course/exercise.ts";
import { searchExercises } from "../course/search.ts";
import { choose } from "../ui/prompts.ts";
import { choiceLabel, stateInWords } from "../ui/views/exercise-line.ts";
import type { Session } from "./session.ts";
import { progressOf, readProgress } from "./where-you-are.ts";

/** Lets the learner look for an exercise and choose it. Throws `Cancelled` for Ctrl-C and Escape. */
export async function pickExercise(session: Session): Promise<Exercise> {
  const course = session.course();
  const { progress } = readProgress(session);
  const theme = session.terminal.theme();
  const slug = await choose(
    session,
    "Which exercise?",
    course.exercises.map((exercise) => {
      const own = progressOf(progress, exercise.slug);
      const facts = [`${exercise.minutes} min`, own ? stateInWords(own) : ""].filter((each) => each !== "");
      return { value: exercise.slug, label: choiceLabel(theme, exercise, own), hint: facts.join(", ") };
    }),
    {
      initial: progress.current ?? undefined,
      search: (value, words) =>
        searchExercises(
          course,
          course.exercises.filter((each) => each.slug === value),
          words,
        ).length > 0,
    },
  );
  return course.exercises.find((exercise) => exercise.slug === slug) as Exercise;
}
