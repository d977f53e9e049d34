import { comesNext, readProgress, stillOpen } from "../session/where-you-are.ts";
import { statusView } from "../ui/views/status.ts";
import { type Command, exitCodes } from "./command.ts";
import { exerciseJson } from "./exercise-json.ts";

/** Progress by part, time, attempts, hints. */
export const command = {
  options: [["--json", "for programs"]],
  async run(session, _names, { json }: { json?: boolean }) {
    const { terminal } = session;
    const course = session.course();
    const { progress } = readProgress(session);
    const upNext = comesNext(course, progress);
    if (json) {
      const { current, track, passed, total, minutesSpent } = progress;
      const exercises = course.exercises.map((exercise) => exerciseJson(exercise, progress));
      const next = upNext?.slug ?? null;
      terminal.printJson({ version: 1, current, next, track, passed, total, minutesSpent, exercises });
    } else {
      const left = stillOpen(course, progress);
      terminal.print(statusView(terminal.theme(), { course, progress, upNext, left }));
    }
    return exitCodes.done;
  },
} satisfies Command;
