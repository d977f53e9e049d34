import type { Course, Exercise } from "../course/exercise.ts";
import { UsageError } from "../errors.ts";
import { listView } from "../ui/views/list.ts";
import { type Command, exitCodes } from "./command.ts";
import { exerciseJson } from "./exercise-json.ts";
import { readProgress } from "./where-you-are.ts";

/** All exercises, or those of a track, and where the learner is with each. */
export const command = {
  options: [
    ["--track <name>", "only the exercises of a track"],
    ["--json", "for programs"],
  ],
  async run(session, _names, { track, json }: { track?: string; json?: boolean }) {
    const course = session.course();
    const shown = exercisesOf(course, track);
    const { progress } = readProgress(session, track);
    const { terminal } = session;
    if (json) {
      const exercises = shown.map((exercise) => exerciseJson(exercise, progress));
      terminal.print(JSON.stringify({ version: 1, exercises }, null, 2));
    } else terminal.print(listView(terminal.theme(), course, progress, shown));
    return exitCodes.done;
  },
} satisfies Command;

function exercisesOf(course: Course, track: string | undefined): Exercise[] {
  if (track === undefined) return course.exercises;
  const slugs = course.tracks[track];
  if (slugs) return course.exercises.filter(({ slug }) => slugs.includes(slug));
  const names = Object.keys(course.tracks);
  throw new UsageError(
    `There is no track "${track}".`,
    names.length > 0 ? `There are ${names.join(", ")}.` : "This course has no tracks.",
  );
}
