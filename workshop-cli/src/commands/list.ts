import type { Course, Exercise } from "../course/exercise.ts";
import { searchExercises } from "../course/search.ts";
import { UsageError } from "../errors.ts";
import type { Progress } from "../progress/progress.ts";
import { exercisesOf, progressOf, readProgress } from "../session/where-you-are.ts";
import { listView } from "../ui/views/list.ts";
import { type Command, exitCodes } from "./command.ts";
import { exerciseJson } from "./exercise-json.ts";

type Options = { track?: string; part?: string; open?: boolean; done?: boolean; json?: boolean };

/** All exercises, or those that are searched for, and where the learner is with each. */
export const command = {
  options: [
    ["--open", "only those that aren't passed"],
    ["--done", "only those that are"],
    ["--part <number>", "only this part of the course"],
    ["--track <name>", "only the exercises of a track"],
    ["--json", "for programs"],
  ],
  async run(session, [...words], options: Options) {
    const { terminal } = session;
    const course = session.course();
    refuseStrange(course, options);
    const { progress } = readProgress(session, options.track ?? "full");
    const text = words.flat().join(" ");
    const shown = searchExercises(course, exercisesOf(course, options.track ?? null), text).filter((exercise) =>
      isWanted(exercise, progress, options),
    );
    if (options.json) {
      const exercises = shown.map((exercise) => exerciseJson(exercise, progress));
      terminal.printJson({ version: 1, exercises });
    } else {
      const isSelection = text !== "" || Boolean(options.open || options.done || options.part);
      terminal.print(listView(terminal.theme(), course, progress, { shown, isSelection }));
    }
    return exitCodes.done;
  },
} satisfies Command;

function refuseStrange({ tracks, parts }: Course, { track, part, open, done }: Options): void {
  if (open && done) throw new UsageError("Either --open or --done.", "Leave both out to see all.");
  if (part !== undefined && !parts.some(({ number }) => String(number) === part)) {
    const there = parts.map(({ number, title }) => `${number} ${title}`).join(", ");
    throw new UsageError(`There is no part "${part}".`, `There are ${there}.`);
  }
  refuseStrangeTrack(tracks, track);
}

/** Refuses a track that the course doesn't have. */
export function refuseStrangeTrack(tracks: Course["tracks"], name: string | undefined): void {
  if (name === undefined || Object.hasOwn(tracks, name)) return;
  throw new UsageError(`There is no track "${name}".`, `There are ${Object.keys(tracks).join(", ")}.`);
}

function isWanted({ slug, part }: Exercise, progress: Progress, { part: wanted, open, done }: Options): boolean {
  if (wanted !== undefined && String(part) !== wanted) return false;
  if (!open && !done) return true;
  const isPassed = progressOf(progress, slug)?.state === "passed";
  return open ? !isPassed : isPassed;
}
