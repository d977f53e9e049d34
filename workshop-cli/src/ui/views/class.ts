import type { Classroom, Person } from "../../classroom/classroom.ts";
import type { Course } from "../../course/exercise.ts";
import { drawPage, type Line } from "../page.ts";
import { cutTo, padTo, printable, widthOf } from "../text.ts";
import type { Theme } from "../theme.ts";
import { bar } from "./exercise-line.ts";

/** Where everybody stands, and how many are past each exercise that anybody has passed. */
export function classView(theme: Theme, course: Course, { people, unreadable }: Classroom, now: number): string {
  const names = people.map(({ name }) => cutTo(printable(name), 24, theme.glyph.more));
  const wide = Math.max(0, ...names.map(widthOf));
  const rows = people.map((person, index): Line => {
    const name = padTo(names[index] as string, wide);
    return {
      text: `${theme.strong(name)}  ${bar(theme, person.passed, person.total)}  ${whereIs(course, person)}`,
      right: facts(person, now),
    };
  });
  const bad = unreadable.map(({ file, why }): Line => {
    return { mark: "attention", text: `${printable(file)} is left out: ${why}.` };
  });
  const past = course.exercises.flatMap(({ number, slug, title }): Line[] => {
    const count = people.filter(({ done }) => done.includes(slug)).length;
    return count === 0
      ? []
      : [{ text: `${String(number).padStart(2)} ${title}`, right: bar(theme, count, people.length) }];
  });
  return drawPage(theme, {
    title: "The class",
    right: theme.soft(`${people.length} of ${people.length + unreadable.length} files`),
    body: [
      ...rows,
      ...(bad.length > 0 ? ["", ...bad] : []),
      ...(past.length > 0 ? ["", theme.strong("Who has passed what"), ...past] : []),
    ],
    end: ["Who has passed least stands first."],
  });
}

function whereIs(course: Course, { current, failingNow }: Person): string {
  const exercise = course.exercises.find(({ slug }) => slug === current);
  const at = exercise ? `at ${exercise.number} ${exercise.title}` : "hasn't begun";
  return failingNow.length > 0 ? `${at}; failing again: ${failingNow.join(", ")}` : at;
}

function facts({ hintsUsed, minutesSpent, writtenAt }: Person, now: number): string {
  const hints = hintsUsed === 1 ? "1 hint, " : hintsUsed > 0 ? `${hintsUsed} hints, ` : "";
  return `${hints}${minutesSpent} min, ${age(now - writtenAt)}`;
}

function age(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}
