import type { Course, Exercise } from "../../course/exercise.ts";
import type { Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import { padTo } from "../text.ts";
import type { Theme } from "../theme.ts";
import { bar, exerciseLine, stateInWords } from "./exercise-line.ts";

/** What the home screen shows, and whether a menu follows it or the commands to type. */
export type HomeScreen = { course: Course; progress: Progress; upNext: Exercise | null; follows: "menu" | "commands" };

/** Where the learner is, and what is next. */
export function homeView(theme: Theme, { course, progress, upNext, follows }: HomeScreen): string {
  const isNew = progress.current === null;
  return drawPage(theme, {
    title: "Durable Objects Workshop",
    right: bar(theme, progress.passed, progress.total, 12),
    body: isNew ? welcome(course, theme) : standing(theme, course, progress, upNext),
    end: follows === "menu" ? null : commands(theme),
  });
}

function welcome(course: Course, theme: Theme): Line[] {
  const hours = Math.round(course.exercises.reduce((sum, { minutes }) => sum + minutes, 0) / 60);
  const [first] = course.exercises;
  return [
    `Learn Cloudflare Durable Objects by finishing ${course.exercises.length} small projects${hours > 1 ? `, some ${hours} hours in all` : ""}.`,
    "Each has tests that fail. You edit your own copy of it in workspace/, and every save is graded at once.",
    ...(first
      ? [
          "",
          { mark: "current" as const, text: theme.strong(`First: ${numbered(first)}`), right: `${first.minutes} min` },
        ]
      : []),
  ];
}

function standing(theme: Theme, course: Course, progress: Progress, upNext: Exercise | null): Line[] {
  const current = course.exercises.find(({ slug }) => slug === progress.current);
  const state = progress.exercises.find(({ slug }) => slug === progress.current);
  const lines: Line[] = [];
  if (current && state) {
    lines.push({ ...(exerciseLine(theme, current, state, true) as { text: string }), right: stateInWords(state) });
  }
  if (upNext && upNext.slug !== progress.current) {
    lines.push({ mark: "step", text: `Next: ${numbered(upNext)}`, right: `${upNext.minutes} min` });
  }
  if (!upNext) lines.push({ mark: "star", text: "You have passed every exercise of the course." });
  return lines;
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

function numbered({ number, title }: Exercise): string {
  return `${String(number).padStart(2, "0")}  ${title}`;
}
