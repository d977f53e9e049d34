import { readMistakes } from "../../course/mistakes.ts";
import { readStarterFails } from "../../course/starter-fails.ts";
import { attemptedTasks } from "../../hinting/attempted.ts";
import { misconceptionOf } from "../../hinting/misconception.ts";
import { type Material, type Problem, type Rule, shown, type Tried } from "../material.ts";

/** A hint names a misconception only in an answer that has it: in no right one, in none that is half done, in no other mistake. */
export const misconceptionsAreTrue: Rule = {
  name: "misconceptions are true",
  depth: "full",
  check(material) {
    const { starter, solution, alternatives, regions, halfDone, mistakes } = material;
    return [starter, solution, ...alternatives, ...regions, ...halfDone, ...mistakes].flatMap((tried) =>
      namedIn(material, tried)
        .filter((name) => tried.subject.kind !== "mistake" || tried.subject.name !== name)
        .map((name): Problem => {
          const { kind, name: own } = tried.subject;
          return {
            file: `${shown(material, material.exercise.solution)}/mistakes`,
            message: `A hint takes the ${kind} ${own ?? ""} for "${name}".`.replace("  ", " "),
            remedy: "Let a test tell the two apart.",
          };
        }),
    );
  },
};

/** The misconceptions that hints would name in an answer, whichever task is asked about. */
export function namedIn({ exercise, lesson }: Material, { subject, verdicts }: Tried): string[] {
  const mistakes = readMistakes(exercise);
  const attempted = attemptedTasks(exercise.folder, subject.folder);
  const failsInStarter = readStarterFails(exercise);
  const names = verdicts.flatMap((verdict) =>
    lesson.tasks.flatMap(({ number }) => {
      const found = misconceptionOf(number, mistakes, { exercise, verdict, attempted, failsInStarter });
      return found ? [found.name] : [];
    }),
  );
  return [...new Set(names)];
}
