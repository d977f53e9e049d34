import type { Exercise } from "../course/exercise.ts";
import type { Progress } from "../progress/progress.ts";
import { comesNext, readProgress, stillOpen } from "../session/where-you-are.ts";
import { choose } from "../ui/prompts.ts";
import { homeView } from "../ui/views/home.ts";
import { type Command, exitCodes } from "./command.ts";

/** The home screen: where you are, what is next, and on a terminal what to do about it. */
export const command = {
  async run(session) {
    const { terminal } = session;
    const course = session.course();
    const { progress } = readProgress(session);
    const upNext = comesNext(course, progress);
    const follows = terminal.isInteractive ? "menu" : "commands";
    const left = stillOpen(course, progress);
    terminal.print(homeView(terminal.theme(), { course, progress, upNext, left, follows }));
    if (!terminal.isInteractive) return exitCodes.done;
    const choice = await choose(session, "What would you like to do?", choices(upNext, progress));
    if (choice === "leave") return exitCodes.done;
    const { command } = await load[choice]();
    return command.run(session, (choice === "start" || choice === "read") && upNext ? [upNext.slug] : [], {});
  },
} satisfies Command;

type Choice = keyof typeof load | "leave";

const load = {
  start: () => import("./start.ts"),
  read: () => import("./read.ts"),
  list: () => import("./pick.ts"),
  track: () => import("./track.ts"),
  status: () => import("./status.ts"),
};

function choices(
  upNext: Exercise | null,
  { current, track }: Progress,
): { value: Choice; label: string; hint?: string }[] {
  const goOn = upNext?.slug === current ? "Go on with" : "Start";
  return [
    ...(upNext ? [{ value: "start" as const, label: `${goOn} ${upNext.title}`, hint: `${upNext.minutes} min` }] : []),
    ...(current ? [{ value: "read" as const, label: "Read the lesson" }] : []),
    { value: "list", label: "Choose another exercise" },
    { value: "track", label: "Choose a track", hint: track ?? "full" },
    { value: "status", label: "See how far you are" },
    { value: "leave", label: "Leave" },
  ];
}
