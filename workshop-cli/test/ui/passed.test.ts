import { describe, expect, it } from "vitest";
import type { Milestone } from "../../src/progress/milestone.ts";
import { drawLines } from "../../src/ui/page.ts";
import { widthOf } from "../../src/ui/text.ts";
import { afterPass, type Pass, passLines } from "../../src/ui/views/passed.ts";
import { themeWith } from "./themes.ts";

const exercise = (number: number, title: string) => ({
  number,
  slug: "x",
  title,
  part: 1,
  folder: "",
  solution: "",
  minutes: 15,
  concepts: ["RPC", "storage"],
  focus: "src/a.ts",
  limit: 20,
  needs: {},
  formerly: [],
});

const milestone: Milestone = {
  end: { of: "part", number: 2, title: "Time" },
  exercises: 2,
  minutesSpent: 75,
  hintsUsed: 1,
  stars: 0,
  starsLeft: [],
};

const pass = (changes: Partial<Pass> = {}): Pass => ({
  isFirst: true,
  exercise: exercise(1, "A counter"),
  stretch: "failed",
  upNext: exercise(4, "A leaderboard"),
  takeaways: ["Memory isn't storage.", "`put()` needn't be awaited."],
  alternatives: ["cached", "sql"],
  milestones: [],
  by: "commands",
  ...changes,
});

describe("a first pass", () => {
  const learned = (changes: Partial<Pass> = {}) => drawLines(themeWith(), passLines(themeWith(), pass(changes)));

  it("says what was used and what it comes to", () => {
    expect(learned()).toContain(
      "You have used RPC and storage. What it comes to:\n│  • Memory isn't storage.\n│  • `put()` needn't be awaited.",
    );
  });
  it("says what was used also where no page says more", () => {
    expect(learned({ takeaways: [] })).toMatch(/You have used RPC and storage\.$/);
  });
  it("that ends a part sums it up", () => {
    expect(learned({ milestones: [milestone] })).toMatch(
      /★ {2}Part 2, Time, is done\. +2 exercises, 1 h 15 min, 1 hint$/,
    );
  });
  it("that ends the course sums that up, and says where stars are left", () => {
    const whole: Milestone = {
      ...milestone,
      end: { of: "course" },
      stars: 1,
      starsLeft: [exercise(4, ""), exercise(9, "")],
    };
    expect(learned({ milestones: [whole] })).toMatch(
      /★ {2}That was the whole course\. [\s\S]*2 exercises, 1 h 15 min, 1 hint, 1 star\.\n│ {2}Stars are left in 04 and 09\.$/,
    );
  });
  it("is the only one that teaches", () => expect(passLines(themeWith(), pass({ isFirst: false }))).toEqual([]));
});

describe("after a pass", () => {
  const ways = (changes: Partial<Pass> = {}, theme = themeWith()) => afterPass(theme, pass(changes)).join("\n");

  it("there is the solution, another answer, the mistakes, the stretch, and what is next", () => {
    const rows = [
      ["Why it is so, what else would do", "solution"],
      ["Right as well: cached and sql", "diff --with sql"],
      ["Often done wrong", "solution --mistakes"],
      ["A star for the stretch, the lesson's end", "read"],
      ["Next: 04  A leaderboard, 15 min", "next"],
    ];
    expect(ways().split("\n")).toEqual(rows.map(([what, how]) => `${what?.padEnd(40)}  \`npx workshop ${how}\``));
  });
  it("keys stand for commands in a watch", () => {
    expect(ways({ by: "keys" })).toMatch(/press s[\s\S]*npx workshop diff[\s\S]*press m[\s\S]*press t[\s\S]*press n/);
  });
  it.each<[string, Partial<Pass>, string]>([
    ["the stretch once it is passed", { stretch: "passed" }, "star"],
    ["other answers where there are none", { alternatives: [] }, "Right as well"],
    ["what is next when all is passed", { upNext: null }, "Next"],
  ])("there isn't %s", (_, changes, words) => expect(ways(changes)).not.toContain(words));
  it.each([40, 60, 80])("fits into %i columns", (columns) => {
    const theme = themeWith({ columns });
    const screen = drawLines(theme, [
      ...passLines(theme, pass({ milestones: [milestone] })),
      ...afterPass(theme, pass()),
    ]);
    expect(Math.max(...screen.split("\n").map(widthOf))).toBeLessThanOrEqual(columns);
  });
});
