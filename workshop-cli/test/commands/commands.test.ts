import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newEvent } from "../../src/progress/events.ts";
import { appendEvent } from "../../src/progress/log.ts";
import { openState } from "../../src/state.ts";
import { contentHash } from "../../src/workspace/hash.ts";
import { workshop } from "./session.ts";
import { answerIn, blockLog, rightAnswer, smallWorkshop } from "./small-workshop.ts";

describe("where progress can't be saved", () => {
  it.each([
    ["a pass", rightAnswer, "You have used RPC and storage."],
    ["a failure", "export const count = () => 2;\n", "0 of 2 tasks passed"],
  ])("%s is shown all the same, and the exit code is 3", async (_, answer, says) => {
    const root = smallWorkshop();
    await workshop(root, "test", "1");
    writeFileSync(answerIn(root), answer);
    blockLog(root);
    const { code, out, refused } = await workshop(root, "test", "1");
    expect(out).toContain(says);
    expect(refused).toContain("Couldn't save your progress");
    expect(code).toBe(3);
    const { code: ofJson, out: json } = await workshop(root, "test", "1", "--json");
    expect(JSON.parse(json)).toMatchObject({ exercise: "counter" });
    expect(ofJson).toBe(3);
  });
});

describe("without a terminal", () => {
  let root: string;
  beforeAll(() => {
    root = smallWorkshop();
  });

  it.each<[typed: string[], says: string]>([
    [["list", "--open", "--done"], "Either --open or --done."],
    [["list", "--part", "9"], 'There is no part "9".\nThere are 1 Objects, 2 Time.'],
    [["track", "none"], 'There is no track "none".\nThere are full, essentials.'],
    [["diff", "1", "--with", "none", "--yes"], 'no other answer "none".\nThere are by-plus.'],
    [["diff", "1", "--with", "by-plus", "--starter"], "Either --with or --starter."],
    [["diff", "1", "--task", "7", "--yes"], "A counter has no task 7."],
    [["diff", "1", "--task", "x", "--yes"], '"x" isn\'t the number of a task.'],
    [["lst"], "Unknown command 'lst'.\nDid you mean `list`?"],
    [["counter"], "Unknown command 'counter'.\nDid you mean `npx workshop start 1`?"],
    [["start", "conter"], 'no exercise "conter".\nDid you mean 01 counter?'],
    [["start", "99"], "There is no exercise 99; the course has 1 to 2."],
    [["list", "--nope"], "Unknown option '--nope'."],
    [["list", "--track", "none"], 'There is no track "none".\nThere are full, essentials.'],
    [["hint", "1", "--task", "two"], '"two" isn\'t the number of a task.'],
    [["hint", "1", "--task", "7"], "A counter has no task 7."],
    [["test", "1", "--task", "7"], "A counter has no task 7."],
    [["test", "1", "--task", "two"], '"two" isn\'t the number of a task.'],
    [["undo", "x"], '"x" isn\'t a number from 1.'],
    [["undo"], "There is nothing to undo"],
    [["export"], "Missing required argument 'file'."],
    [["import", "nowhere"], "There is no file"],
    [["reset", "counter"], "Add --yes"],
    [["reset", "counter", "--all"], "Either an exercise or --all."],
    [["diff", "counter"], "Add --yes"],
    [["solution", "counter"], "Add --yes"],
    [["solution", "counter", "--apply"], "Add --yes"],
    [["test", "counter", "and", "more"], "Too many arguments"],
  ])("%j is wrong usage, and says what to do", async (typed, says) => {
    const { code, refused } = await workshop(root, ...typed);
    expect(refused).toContain(says);
    expect(code).toBe(2);
  });

  it("shows home without a command, and doesn't ask", async () => {
    const { code, out } = await workshop(root);
    expect(out).toContain("First: 01  A counter");
    expect(code).toBe(0);
  });

  it.each(["--help", "help"])("shows help by %s", async (typed) => {
    const { code, out } = await workshop(root, typed);
    expect(out).toContain("start [exercise]");
    expect(code).toBe(0);
  });

  it("shows the options of a command", async () => {
    expect((await workshop(root, "help", "hint")).out).toContain("--task <number>");
    expect((await workshop(root, "diff", "--help")).out).toContain("--side-by-side");
  });

  it("lists as JSON", async () => {
    const { out } = await workshop(root, "list", "--track", "essentials", "--json");
    expect(JSON.parse(out)).toEqual({
      version: 1,
      exercises: [
        {
          number: 1,
          slug: "counter",
          title: "A counter",
          part: 1,
          minutes: 15,
          concepts: ["RPC", "storage"],
          state: "not-started",
          failingNow: false,
          stretch: false,
          hintsUsed: 0,
        },
      ],
    });
  });

  it("lists what holds all words, or is open, done, or of a part", async () => {
    const listed = async (...typed: string[]) =>
      JSON.parse((await workshop(root, "list", "--json", ...typed)).out).exercises.map(
        ({ slug }: { slug: string }) => slug,
      );
    expect(await listed("alarm")).toEqual(["alarm"]);
    expect(await listed("RPC", "storage")).toEqual(["counter", "alarm"]);
    expect(await listed("time")).toEqual(["alarm"]);
    expect(await listed("--part", "1")).toEqual(["counter"]);
    expect(await listed("--done")).toEqual([]);
    expect(await listed("--open", "--track", "essentials")).toEqual(["counter"]);
    expect((await workshop(root, "list", "nothing")).out).toContain("No exercise is like that.");
  });

  it("shows its version", async () => {
    expect((await workshop(root, "--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("reads the lesson", async () => {
    expect((await workshop(root, "read", "2")).out).toContain("Count the views of a page.");
  });
});

describe("a pass", () => {
  it("is of an older version when tests change, not when the starter's messages are worded anew", async () => {
    const root = smallWorkshop();
    const tests = join(root, "exercises/01-counter/test");
    await workshop(root, "solution", "1", "--apply", "--yes");
    expect((await workshop(root, "test", "1")).code).toBe(0);
    writeFileSync(join(tests, "starter-fails.md"), "## 1. A counter counts\n");
    expect((await workshop(root, "list")).out).not.toContain("older version");
    writeFileSync(join(tests, "shared.ts"), "export {};\n");
    expect((await workshop(root, "list")).out).toContain("passed an older version");
  });

  it("in a log from when Markdown counted is of the tests as they are", async () => {
    const root = smallWorkshop();
    const tests = join(root, "exercises/01-counter/test");
    writeFileSync(join(tests, "starter-fails.md"), "## 1. A counter counts\n");
    const hash = createHash("sha256");
    for (const name of readdirSync(tests).sort())
      hash.update(`test/${name}\0${contentHash(readFileSync(join(tests, name)))}\n`);
    const graded = { type: "graded", state: "passed", official: true, tasks: {}, stretch: "absent" } as const;
    const hashes = { tests: hash.digest("hex").slice(0, 16), answer: "a" };
    appendEvent(openState(root), newEvent("counter", { ...graded, ...hashes, durationMs: 1 }));
    expect((await workshop(root, "list")).out).toMatch(/A counter .*passed/);
    expect((await workshop(root, "list")).out).not.toContain("older version");
  });
});

describe("a report", () => {
  it("has what somebody who looks into it needs, and none of the learner's code", async () => {
    const root = smallWorkshop();
    expect((await workshop(root, "report", "1")).out).toContain("verdict: none; the copy is as it was given");
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(answerIn(root), "const secret = 1;\nexport const count = () => { return 1; };\n");
    const { out } = await workshop(root, "report", "1");
    expect(out).toMatch(/### 01-counter: is this exercise wrong\?/);
    expect(out).toMatch(/- workshop \d+\.\d+\.\d+, commit [0-9a-f]{7}/);
    expect(out).toMatch(/- tests [0-9a-f]{16}\n- Node v\d+/);
    expect(out).toContain("- verdict: failed, 1 of 2 tasks passed");
    expect(out).toMatch(/2-remembers\.node\.test\.ts:\d+ "keeps it"/);
    expect(out).not.toContain("secret");
  });
});

describe("a track", () => {
  it("is chosen, and leads from then on", async () => {
    const root = smallWorkshop();
    expect((await workshop(root, "track")).out).toMatch(/▸ {2}full +2 exercises, 30 min to go/);
    const chosen = await workshop(root, "track", "essentials");
    expect(chosen.notices).toContain("You are on the track essentials: 1 exercise, 15 min to go.");
    const before = JSON.parse((await workshop(root, "status", "--json")).out);
    expect(before).toMatchObject({ track: "essentials", current: null, next: "counter", total: 1 });
    await workshop(root, "solution", "1", "--apply", "--yes");
    expect((await workshop(root, "test", "1")).out).toContain("The track essentials is done.");
    expect((await workshop(root, "next")).notices).toContain("You have passed every exercise of the track");
    expect((await workshop(root)).out).toMatch(/essentials {2}━+ {2}1 of 1/);
    await workshop(root, "track", "full");
    expect((await workshop(root)).out).toContain("Next: 02  An alarm");
  });

  it("may be a team's own", async () => {
    const root = smallWorkshop();
    writeFileSync(join(root, "exercises/tracks.json"), '{ "ours": ["alarm"] }');
    expect((await workshop(root, "track", "--list")).out).toMatch(/essentials[\s\S]*ours/);
    expect((await workshop(root, "--help")).out).not.toContain("essentials");
    expect((await workshop(root, "list", "--track", "ours")).out).toMatch(/The track ours[\s\S]*02 {2}An alarm/);
    writeFileSync(join(root, "exercises/tracks.json"), '{ "ours": ["alarms"] }');
    expect((await workshop(root, "list")).refused).toMatch(/exercises\/tracks.json:1: .*names "alarms"/);
  });
});
