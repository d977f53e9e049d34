import type { Course, Exercise } from "../../course/exercise.ts";
import type { ExerciseProgress, Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import { padTo } from "../text.ts";
import type { Theme } from "../theme.ts";
import { about, numbered } from "../words.ts";
import { bar, stateInWords } from "./exercise-line.ts";
import { partLines } from "./parts.ts";

/** What the home screen shows, and whether a menu follows it or the commands to type. */
export type HomeScreen = {
  course: Course;
  progress: Progress;
  upNext: Exercise | null;
  /** What is still to be passed, of the track. */
  left: Exercise[];
  follows: "menu" | "commands";
};

/** Where the learner is, and what is next. */
export function homeView(theme: Theme, screen: HomeScreen): string {
  const { progress, follows } = screen;
  const track = progress.track === null || progress.track === "full" ? "" : `${theme.soft(progress.track)}  `;
  return drawPage(theme, {
    title: "Durable Objects Workshop",
    right: track + bar(theme, progress.passed, progress.total),
    body: progress.current === null ? welcome(theme, screen) : standing(theme, screen),
    end: follows === "menu" ? null : commands(theme),
  });
}

function welcome(theme: Theme, { course, upNext, left }: HomeScreen): Line[] {
  return [
    `Learn Cloudflare Durable Objects by finishing ${course.exercises.length} small projects, ${inAll(left)}.`,
    "Each has tests that fail. You edit your own copy of it in workspace/, and every save is graded at once.",
    ...(upNext
      ? [
          "",
          {
            mark: "current" as const,
            text: theme.strong(`First: ${numbered(upNext)}`),
            right: `${upNext.minutes} min`,
          },
        ]
      : []),
  ];
}

function standing(theme: Theme, { course, progress, upNext, left }: HomeScreen): Line[] {
  const current = course.exercises.find(({ slug }) => slug === progress.current);
  const own = progress.exercises.find(({ slug }) => slug === progress.current);
  return [
    ...(current && own ? [currentLine(theme, current, own)] : []),
    ...(upNext && upNext.slug !== progress.current
      ? [{ mark: "step" as const, text: `Next: ${numbered(upNext)}`, right: `${upNext.minutes} min` }]
      : []),
    ...(upNext ? [] : [{ mark: "star" as const, text: "You have passed every exercise." }]),
    "",
    ...partLines(theme, course, progress),
    ...(left.length > 0 ? ["", theme.soft(`${inAll(left)} to go`)] : []),
  ];
}

function currentLine(theme: Theme, exercise: Exercise, own: ExerciseProgress): Line {
  const mark = own.failingNow ? "failed" : own.state === "passed" ? "passed" : "current";
  return { mark, text: theme.strong(numbered(exercise)), right: stateInWords(own) };
}

function inAll(exercises: Exercise[]): string {
  return about(exercises.reduce((sum, { minutes }) => sum + minutes, 0));
}

function commands(theme: Theme): string[] {
  const rows = [
    ["start", "go on", "list", "all exercises"],
    ["hint", "when stuck", "--help", "all commands"],
  ];
  if (theme.isPlain || theme.width < 76) {
    return rows.flatMap(([a, does, b, shows]) => [`npx workshop ${a}: ${does}`, `npx workshop ${b}: ${shows}`]);
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at % 2 === 0 ? padTo(theme.code(`npx workshop ${cell}`), 22) : padTo(cell, 16)))
      .join("")
      .trimEnd(),
  );
}
