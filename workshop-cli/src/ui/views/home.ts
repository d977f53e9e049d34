import type { Course, Exercise } from "../../course/exercise.ts";
import type { Progress } from "../../progress/progress.ts";
import { drawPage, type Line } from "../page.ts";
import type { Theme } from "../theme.ts";
import { bar, exerciseLine, stateInWords } from "./exercise-line.ts";

/** Where the learner is, and what is next. */
export function homeView(theme: Theme, course: Course, progress: Progress, upNext: Exercise | null): string {
  const isNew = progress.current === null;
  return drawPage(theme, {
    title: "Durable Objects Workshop",
    right: bar(theme, progress.passed, progress.total, 12),
    body: isNew ? welcome(course, theme) : standing(theme, course, progress, upNext),
    end: commands(theme),
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
    lines.push({ mark: "open", text: `Next: ${numbered(upNext)}`, right: `${upNext.minutes} min` });
  }
  if (!upNext) lines.push({ mark: "star", text: "You have passed every exercise of the course." });
  return lines;
}

function commands(theme: Theme): string[] {
  return [
    `${theme.code("npx workshop start")}  go on      ${theme.code("npx workshop list")}    all exercises`,
    `${theme.code("npx workshop hint")}   stuck?     ${theme.code("npx workshop --help")}  all commands`,
  ];
}

function numbered({ number, title }: Exercise): string {
  return `${String(number).padStart(2, "0")}  ${title}`;
}
