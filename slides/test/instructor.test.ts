import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../workshop-cli/src/commands/table.ts";
import { loadCourse } from "../../workshop-cli/src/course/load.ts";
import { loadDecks } from "../build/deck.ts";
import { minutesUpTo } from "../build/slide.ts";
import { decksFolder, root, slidesFolder } from "../build/vite.ts";

const guide = readFileSync(join(slidesFolder, "INSTRUCTOR.md"), "utf8");
const course = loadCourse(root);
const decks = loadDecks(decksFolder, course);

/** A row of a plan: `| 0:46 | 10 | Part 1, up to exercise 4 |`. */
type Row = { at: number; minutes: number; what: string };

const plans = guide
  .split(/^### /m)
  .slice(1)
  .map((section) => ({ title: section.split("\n")[0] as string, rows: rowsOf(section) }))
  .filter(({ rows }) => rows.length > 0);

function rowsOf(section: string): Row[] {
  return [...section.matchAll(/^\| (\d+):(\d\d) +\| +(\d+) +\| (.+?) +\|$/gm)].map(([, hours, minutes, long, what]) => {
    return { at: Number(hours) * 60 + Number(minutes), minutes: Number(long), what: what as string };
  });
}

describe("The instructor's guide", () => {
  it("has plans for half a day, a day, and two days", () => {
    expect(plans.map(({ title }) => title)).toEqual([
      "Half a day",
      "One day",
      "Two days: the first",
      "Two days: the second",
    ]);
  });

  it("names commands and scripts that are there", () => {
    const named = [...guide.matchAll(/npx workshop ([a-z]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const run = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each([
    ["half-day", ["Half a day"]],
    ["essentials", ["One day"]],
  ])("has the exercises of the track %s in its plan", (track, titles) => {
    const rows = plans.filter(({ title }) => titles.includes(title)).flatMap((plan) => plan.rows);
    const numbers = rows.flatMap(({ what }) =>
      [...what.matchAll(/^Exercise (\d+)/g)].map(([, number]) => Number(number)),
    );
    const wanted = course.tracks[track]?.map((slug) => course.exercises.find((each) => each.slug === slug)?.number);
    expect(numbers).toEqual(wanted);
  });
});

describe.each(plans)("The plan for $title", ({ title, rows }) => {
  it("leaves no gap and no overlap", () => {
    let clock = rows[0]?.at as number;
    for (const { at, minutes, what } of rows) {
      expect(at, what).toBe(clock);
      clock += minutes;
    }
    const hours = title === "Half a day" ? 4 : 8;
    expect(clock - (rows[0]?.at as number)).toBe(hours * 60);
  });

  it("gives exercises the time that they take", () => {
    for (const { what, minutes } of rows) {
      const number = /^Exercise (\d+)$/.exec(what)?.[1];
      if (number === undefined) continue;
      expect(minutes, what).toBe(course.exercises.find((exercise) => exercise.number === Number(number))?.minutes);
    }
  });

  it("gives slides no more time than they have, and no less than half", () => {
    for (const { what, minutes } of rows) {
      const [, part, upTo] = /^(?:Part (\d)|Opening)(?:, up to exercise (\d+))?$/.exec(what) ?? [];
      if (!/^(Part|Opening)/.test(what)) continue;
      const deck = decks.find((each) => each.part === Number(part ?? 0));
      const slug = course.exercises.find(({ number }) => number === Number(upTo))?.slug;
      const most = deck ? minutesUpTo(deck, slug) : 0;
      expect(most, what).toBeGreaterThanOrEqual(minutes);
      expect(minutes, what).toBeGreaterThanOrEqual(most / 2);
    }
  });
});
