import type { Exercise } from "../../course/exercise.ts";
import type { Verdict } from "../../grading/verdict.ts";
import type { Milestone } from "../../progress/milestone.ts";
import { renderMarkdown } from "../markdown.ts";
import { type Line, roomOn } from "../page.ts";
import { padTo, widthOf } from "../text.ts";
import type { Theme } from "../theme.ts";
import { counted, inHours, listed, numbered } from "../words.ts";

/** What is known when an exercise was passed. */
export type Pass = {
  exercise: Exercise;
  stretch: Verdict["stretch"]["state"];
  upNext: Exercise | null;
  /** The first pass of this exercise: what is learned is said once. */
  isFirst: boolean;
  /** What the solution's page says in a sentence each. */
  takeaways: string[];
  /** Names of other right answers. */
  alternatives: string[];
  milestones: Milestone[];
  /** How to go on: by commands, or by the keys of a watch. */
  by: "commands" | "keys";
};

/** What was learned, and whether a part or the course ends here. */
export function passLines(theme: Theme, { isFirst, exercise, takeaways, milestones }: Pass): Line[] {
  if (!isFirst) return [];
  const width = Math.min(roomOn(theme), 88);
  const list = takeaways.map((each) => `- ${each}`).join("\n");
  return [
    "",
    `You have used ${listed(exercise.concepts)}.${takeaways.length > 0 ? " What it comes to:" : ""}`,
    ...(takeaways.length > 0 ? renderMarkdown(theme, list, { width, notes: "none" }).split("\n") : []),
    ...milestones.flatMap((milestone) => ["", ...milestoneLines(theme, milestone)]),
  ];
}

/** What to do after a pass: look at the solution and at other answers, try the stretch, go on. */
export function afterPass(theme: Theme, { stretch, upNext, alternatives, by }: Pass): string[] {
  const ways: Way[] = [{ to: "Why it is so, what else would do", command: "solution", key: "s" }];
  const [shortest] = alternatives.toSorted((a, b) => a.length - b.length);
  if (shortest) ways.push({ to: `Right as well: ${listed(alternatives)}`, command: `diff --with ${shortest}` });
  ways.push({ to: "Often done wrong", command: "solution --mistakes", key: "m" });
  if (stretch === "failed") ways.push({ to: "A star for the stretch, the lesson's end", command: "read", key: "t" });
  if (upNext) ways.push({ to: `Next: ${numbered(upNext)}, ${upNext.minutes} min`, command: "next", key: "n" });
  return inColumns(
    theme,
    ways.map(({ to, command, key }) => [to, by === "keys" && key ? `press ${key}` : `npx workshop ${command}`]),
  );
}

/** Something to do, by a command, or by a key of the watch where it has one. */
type Way = { to: string; command: string; key?: string };

function milestoneLines(theme: Theme, milestone: Milestone): Line[] {
  const { end, exercises, minutesSpent, hintsUsed, stars, starsLeft } = milestone;
  const what = {
    part: () => (end.of === "part" ? `Part ${end.number}, ${end.title}, is done` : ""),
    track: () => (end.of === "track" ? `The track ${end.name} is done` : ""),
    course: () => "That was the whole course. You have passed every exercise of it",
  }[end.of]();
  const facts = [
    counted(exercises, "exercise"),
    inHours(minutesSpent),
    ...(hintsUsed > 0 ? [counted(hintsUsed, "hint")] : []),
    ...(stars > 0 ? [counted(stars, "star")] : []),
  ].join(", ");
  const left = starsLeft.map(({ number }) => String(number).padStart(2, "0"));
  return [
    { mark: "star", text: theme.strong(`${what}.`), ...(end.of === "course" ? {} : { right: facts }) },
    ...(end.of === "course" ? [`${facts}.`] : []),
    ...(end.of === "course" && left.length > 0 ? [theme.soft(`Stars are left in ${listed(left)}.`)] : []),
  ];
}

/** What at the left, how in a column at the right, where a row isn't too long for that. */
function inColumns(theme: Theme, rows: [what: string, how: string][]): string[] {
  const fits = (column: number) =>
    rows.every(([what, how]) => widthOf(what) > column || column + 2 + widthOf(theme.code(how)) <= roomOn(theme));
  const widths = theme.isPlain ? [] : rows.map(([what]) => widthOf(what));
  const width = Math.max(0, ...widths.filter(fits));
  return rows.map(([what, how]) => {
    const padded = padTo(theme.soft(what), width);
    // A command is copied, so it stands on one line.
    const between = widthOf(padded) + 2 + widthOf(theme.code(how)) <= roomOn(theme) ? "  " : "\n  ";
    return `${padded}${between}${theme.code(how)}`;
  });
}
