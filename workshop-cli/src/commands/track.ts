import { happened } from "../session/happened.ts";
import type { Session } from "../session/session.ts";
import { tell } from "../session/tell.ts";
import { comesNext, exercisesOf, readProgress } from "../session/where-you-are.ts";
import { choose } from "../ui/prompts.ts";
import { trackFacts, tracksView } from "../ui/views/tracks.ts";
import { type Command, exitCodes } from "./command.ts";
import { refuseStrangeTrack } from "./list.ts";

/** Chooses a track: `next`, the home screen and the count of what is passed go by it. */
export const command = {
  options: [["--list", "show them, choose none"]],
  async run(session, [name], { list }: { list?: boolean }) {
    const course = session.course();
    refuseStrangeTrack(course.tracks, name);
    const { progress } = readProgress(session);
    if (name === undefined && (list || !session.terminal.isInteractive)) {
      session.terminal.print(tracksView(session.terminal.theme(), course, progress));
      return exitCodes.done;
    }
    takeTrack(session, name ?? (await askForTrack(session)));
    return exitCodes.done;
  },
} satisfies Command;

async function askForTrack(session: Session): Promise<string> {
  const course = session.course();
  const { progress } = readProgress(session);
  const choices = Object.keys(course.tracks).map((name) => ({
    value: name,
    label: name,
    hint: trackFacts(course, progress, name),
  }));
  return choose(session, "Which track?", choices, { initial: progress.track ?? "full" });
}

function takeTrack(session: Session, track: string): void {
  const course = session.course();
  const { progress } = readProgress(session, track);
  const upNext = comesNext(course, progress);
  const first = upNext ?? exercisesOf(course, track)[0];
  if (first) happened(session, first.slug, { type: "track-chosen", track });
  tell(session, `You are on the track ${track}: ${trackFacts(course, progress, track)}.`);
  if (upNext) tell(session, `Next: ${upNext.title}. \`npx workshop next\``);
}
