import { join } from "node:path";
import type { Exercise } from "../course/exercise.ts";
import type { State } from "../state.ts";
import type { Backup } from "./backup.ts";
import { copyFile, copyFiles, remove } from "./files.ts";
import { withLock } from "./lock.ts";
import { outdatedFiles } from "./outdated.ts";
import { replaceCopy } from "./replace.ts";
import { layStarter } from "./starter.ts";

/** What was brought over from a newer exercise, and what wasn't, since the learner had edited it. */
export type TakenNews = { taken: string[]; edited: string[]; backup: Backup | null };

/**
 * Brings into a copy what is new in the exercise, save for files that the learner has edited. The copy is put away first.
 * From then on it counts as made from the exercise as it is now: what is new isn't told again.
 */
export function takeNews(state: State, exercise: Exercise): TakenNews {
  const { slug } = exercise;
  return withLock(state, `bring what is new into your copy ${state.copy(slug)}`, () => {
    const outdated = outdatedFiles(state, exercise);
    const edited = outdated.filter(({ mine }) => mine === "edited").map(({ path }) => path);
    const untouched = outdated.filter(({ mine }) => mine === "untouched");
    const taken = untouched.map(({ path }) => path);
    if (outdated.length === 0) return { taken, edited, backup: null };
    const backup = replaceCopy(state, slug, "news-taken", (copy, base) => {
      layStarter(exercise, base);
      copyFiles(state.copy(slug), copy);
      for (const { path, state } of untouched) {
        if (state === "removed") remove(join(copy, path));
        else copyFile(join(base, path), join(copy, path));
      }
    });
    return { taken, edited, backup };
  });
}
