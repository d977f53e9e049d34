import { describe, expect, it } from "vitest";
import type { Exercise } from "../../src/course/exercise.ts";
import { widthOf } from "../../src/ui/text.ts";
import { article, lessonHeadView, taskView } from "../../src/ui/views/lesson.ts";
import { mistakesView } from "../../src/ui/views/mistakes.ts";
import { keysView } from "../../src/ui/views/watching.ts";
import { watchKeys } from "../../src/watching/watch-keys.ts";
import { themeWith } from "./themes.ts";

const exercise = { number: 4, title: "A leaderboard", minutes: 30, concepts: ["SQL", "an index"] } as Exercise;
const task = { number: 2, title: "A score is kept", text: "Use [an upsert](https://x.dev/upsert), and `MAX()`." };
const lesson = { text: "The [game](https://x.dev) needs one.\n\n## 2. A score is kept\n\nMore.", tasks: [task] };
const resolve = (href: string) => ({ address: href, shown: href });
const mistakes = [
  { title: "The `name` is glued in.", costs: "O'Hara can't play.", file: { address: "file:///w/a.ts", shown: "a.ts" } },
  { title: "There is no index.", costs: "every look reads all.", file: { address: "file:///w/b.ts", shown: "b.ts" } },
];
const keys = watchKeys;

describe("the head of a lesson", () => {
  const head = lessonHeadView(themeWith(), exercise, lesson, { focus: ["workspace/sql/src/a.ts"] });
  it("has the situation without the tasks' texts, nor addresses that the lesson has as well", () => {
    expect(head).toMatch(/┌ {2}04 {2}A leaderboard +30 min · SQL, an index\n│\n│ {2}The game needs one\.\n│\n/);
    expect(head).toContain("2. A score is kept");
    expect(head).not.toMatch(/More\.|x\.dev/);
  });
  it("says where to write, and where to read on, one below the other", () => {
    expect(head).toContain("│  Your file   `workspace/sql/src/a.ts`\n│  The lesson  `npx workshop read`");
  });
  it("names every file where tasks have files of their own", () => {
    const files = ["workspace/a/1.jsonc", "workspace/a/2.jsonc"];
    expect(lessonHeadView(themeWith(), exercise, lesson, { focus: files })).toContain(
      "│  Your files  `workspace/a/1.jsonc`\n│              `workspace/a/2.jsonc`\n│  The lesson  `npx workshop read`",
    );
  });
});

it("a task is shown alone, with its addresses", () => {
  expect(taskView(themeWith(), task, resolve)).toMatch(
    /┌ {2}2\. A score is kept\n[\s\S]*Use an upsert \[1\], and `MAX\(\)`\.[\s\S]*\[1\] https:\/\/x\.dev\/upsert/,
  );
});

it("mistakes are shown with what they cost and where they are", () => {
  expect(mistakesView(themeWith(), exercise, mistakes)).toMatch(
    /✗ {2}The `name` is glued in\.\n│ {2}O'Hara can't play\.\n│ {2}a\.ts\n│\n✗ {2}There is no index\.\n│ {2}Every look/,
  );
  expect(mistakesView(themeWith(), exercise, [])).toContain("Nobody has written any down yet.");
});

it("an article keeps addresses whole, however narrow the window is", () => {
  const address = `https://x.dev/${"long/".repeat(20)}`;
  const text = article(themeWith({ columns: 40 }), { title: "A", right: "b", text: `[x](${address})`, resolve });
  expect(text).toContain(`[1] ${address}`);
});

it("every key is explained, and named once", () => {
  const screen = keysView(themeWith(), keys);
  for (const { key, does } of keys) expect(screen).toContain(`\`${key}\`  ${does}`);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
});

it.each([40, 60, 200])("pages fit into %i columns", (columns) => {
  const theme = themeWith({ columns });
  const screens = [
    lessonHeadView(theme, exercise, lesson, { focus: ["workspace/sql/src/a.ts"] }),
    taskView(theme, task, resolve),
    mistakesView(theme, exercise, mistakes),
    keysView(theme, keys),
  ];
  for (const screen of screens) expect(Math.max(...screen.split("\n").map(widthOf))).toBeLessThanOrEqual(columns);
});
