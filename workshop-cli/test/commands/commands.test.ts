import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { workshop, workshopIn } from "./session.ts";
import { rightAnswer, smallWorkshop } from "./small-workshop.ts";

const answerIn = (root: string, slug = "counter") => join(root, "workspace", slug, "src/answer.ts");

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

describe("hints", () => {
  it("come one rung at a time, for the task that is asked for, and stay at the last", async () => {
    const root = smallWorkshop();
    const seen = [];
    for (let times = 0; times < 4; times++) seen.push((await workshop(root, "hint", "1", "--task", "2")).out);
    expect(seen.map((out) => out.match(/Hint \d of \d/)?.[0])).toEqual([
      "Hint 1 of 3",
      "Hint 2 of 3",
      "Hint 3 of 3",
      "Hint 3 of 3",
    ]);
    expect((await workshop(root, "hint", "1")).out).toContain("What does it answer now?");
    const { exercises } = JSON.parse((await workshop(root, "status", "--json")).out);
    expect(exercises[0]).toMatchObject({ hintsUsed: 4, state: "not-started" });
  });
  it("come all at once", async () => {
    expect((await workshop(smallWorkshop(), "hint", "1", "--all")).out.match(/Hint \d/g)).toHaveLength(3);
  });
});

describe("a hint", () => {
  it("names a mistake that the failing tests give away, once, and then goes by rungs", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(answerIn(root), "export function count() {\n  return 2;\n}\n");
    const named = await workshop(root, "hint");
    expect(named.out).toContain("Each view counts twice.");
    expect(named.out).toContain("The author is happy for no reason.");
    expect(named.out).toContain("How often has the page been seen?");
    expect((await workshop(root, "hint")).out).toContain("Hint 1 of 3");
    expect((await workshop(root, "hint", "--all")).out).toMatch(/Each view counts twice[\s\S]*Hint 3 of 3/);
    expect((await workshop(root, "hint", "--task", "2")).out).toContain("What is kept?");
  });

  it("isn't needed after a pass, unless a task is named", async () => {
    const root = smallWorkshop();
    await workshop(root, "solution", "1", "--apply", "--yes");
    await workshop(root, "test", "1");
    expect((await workshop(root, "hint", "1")).out).toContain("Every task passes.");
    expect((await workshop(root, "hint", "1", "--all")).out).toContain("Every task passes.");
    expect((await workshop(root, "hint", "1", "--task", "2")).out).toContain("Hint 1 of");
  });

  it("says why there is nothing to judge", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(join(root, "workspace/counter/wrangler.jsonc"), "{");
    const { notices, out } = await workshop(root, "hint");
    expect(notices).toContain("wrangler.jsonc isn't valid JSON");
    expect(out).toContain("Hint 1 of 3");
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
    expect((await workshop(root, "list", "--track", "ours")).out).toMatch(/The track ours[\s\S]*02 {2}An alarm/);
    writeFileSync(join(root, "exercises/tracks.json"), '{ "ours": ["alarms"] }');
    expect((await workshop(root, "list")).refused).toMatch(/exercises\/tracks.json:1: .*names "alarms"/);
  });
});

describe("a learner's walk without a terminal", () => {
  it("starts, fails, passes, goes on, and comes back", async () => {
    const root = smallWorkshop();
    const started = await workshop(root, "start");
    expect(started.notices).toContain("Made your copy: workspace/counter/");
    expect(started.out).toContain("When you have edited it: `npx workshop test 1`");
    expect(started.code).toBe(0);
    const again = await workshop(root, "start");
    expect(again.out).toContain("0 of 2 tasks passed");
    expect(again.code).toBe(1);

    writeFileSync(answerIn(root), rightAnswer);
    const passed = await workshop(root, "test");
    expect(passed.out).toContain("You have used RPC and storage. What it comes to:\n│  • Memory isn't storage.");
    expect(passed.out).toMatch(/Right as well: by-plus +`npx workshop diff --with by-plus`/);
    expect(passed.out).toContain("Part 1, Objects, is done.");
    const verdict = await workshop(root, "test", "--json");
    expect(JSON.parse(verdict.out)).toMatchObject({ version: 1, exercise: "counter", state: "passed", official: true });
    expect(verdict.code).toBe(0);

    const status = JSON.parse((await workshop(root, "status", "--json")).out);
    expect(status).toMatchObject({ version: 1, current: "counter", next: "alarm", passed: 1, total: 2 });

    const next = await workshop(root, "next");
    expect(next.notices).toContain("Made your copy: workspace/alarm/");
    // The exercise whose folder one stands in is meant, whichever is the current one.
    const inFolder = await workshopIn(root, join(root, "workspace/counter/src"), "test", "--json");
    expect(JSON.parse(inFolder.out).exercise).toBe("counter");
  });

  it("says when the last exercise is passed, and stays there", async () => {
    const root = smallWorkshop();
    for (const name of ["1", "2"]) await workshop(root, "solution", name, "--apply", "--yes");
    await workshop(root, "test", "1");
    const last = await workshop(root, "test", "2");
    expect(last.out).toContain("Part 2, Time, is done.");
    expect(last.out).toContain("That was the whole course. You have passed every exercise of it.");
    expect((await workshop(root, "next")).notices).toContain("You have passed every exercise");
    expect((await workshop(root)).out).toContain("You have passed every exercise");
    expect(JSON.parse((await workshop(root, "status", "--json")).out)).toMatchObject({ next: null, passed: 2 });
  });

  it("loses nothing by solution, reset and undo", async () => {
    const root = smallWorkshop();
    await workshop(root, "hint", "1");
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(answerIn(root), "// mine\n");
    await workshop(root, "solution", "1", "--apply", "--yes");
    expect(readFileSync(answerIn(root), "utf8")).toBe(rightAnswer);
    await workshop(root, "reset", "1", "--yes");
    expect(readFileSync(answerIn(root), "utf8")).toContain("return 0");
    expect((await workshop(root, "undo", "--list")).out).toMatch(
      /1 {2}counter, before the reset[\s\S]*2 {2}counter, before the solution/,
    );
    const undone = await workshop(root, "undo", "2");
    expect(undone.notices).toContain("as it was before the solution was applied");
    expect(readFileSync(answerIn(root), "utf8")).toBe("// mine\n");
  });

  it("takes progress and copies to another machine", async () => {
    const [here, there] = [smallWorkshop(), smallWorkshop()];
    await workshop(here, "diff", "1", "--yes");
    writeFileSync(answerIn(here), rightAnswer);
    await workshop(here, "test", "1");
    const file = join(here, "progress.json");
    expect((await workshop(here, "export", file)).code).toBe(0);
    const imported = await workshop(there, "import", file);
    expect(imported.notices).toContain("New copies: counter.");
    expect(readFileSync(answerIn(there), "utf8")).toBe(rightAnswer);
    expect((await workshop(there, "list")).out).toMatch(/✓ {2}01 {2}A counter/);
    expect((await workshop(there, "import", file)).notices).toContain("Nothing new");
  });

  it("shows the difference to the solution once asked, and then without asking", async () => {
    const root = smallWorkshop();
    expect((await workshop(root, "diff", "1", "--yes")).out).toContain("+   // remember");
    expect((await workshop(root, "diff", "1")).code).toBe(0);
    expect((await workshop(root, "diff", "1", "--with", "by-plus")).out).toContain("+   return 1 + 0;");
    expect((await workshop(root, "diff", "1", "--task", "1")).out).toContain("A counter, task 1");
    expect((await workshop(root, "diff", "1", "--task", "2")).out).toContain("No difference in A counter, task 2");
    expect((await workshop(root, "solution", "1")).out).toContain("Memory isn't storage. It forgets.");
    expect((await workshop(root, "solution", "1", "--mistakes")).out).toMatch(
      /✗ {2}Each view counts twice\.\n│ {2}The author is happy[\s\S]*mistakes\/counts-double\.ts/,
    );
  });

  it("opens each file that differs in a program that compares", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    const tool = join(root, "compare");
    writeFileSync(tool, '#!/bin/sh\necho "$1 $2" >> "$0.log"\n', { mode: 0o755 });
    expect((await workshop(root, "diff", "1", "--tool", tool)).code).toBe(0);
    expect(readFileSync(`${tool}.log`, "utf8")).toBe(
      `${answerIn(root)} ${join(root, "solutions/01-counter/src/answer.ts")}\n`,
    );
    const { code, refused } = await workshop(root, "diff", "1", "--tool", "./no-such-program");
    expect([code, refused]).toEqual([3, expect.stringContaining("./no-such-program can't be started")]);
  });

  it("names edits that were made in exercises/, and brings them over", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(join(root, "exercises/01-counter/src/answer.ts"), rightAnswer);
    expect((await workshop(root, "test", "1")).notices).toContain("--take-edits");
    const taken = await workshop(root, "start", "1", "--take-edits");
    expect(taken.notices).toContain("Brought over: src/answer.ts");
    expect(taken.code).toBe(0);
  });

  it("shows what is new in an exercise, and brings over what the learner hasn't edited", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    expect((await workshop(root, "diff", "1", "--news")).out).toContain("Nothing is new in A counter");
    writeFileSync(answerIn(root), rightAnswer);
    rmSync(join(root, ".git"), { recursive: true });
    writeFileSync(join(root, "exercises/01-counter/hints.md"), "## 1. A counter counts\n\n1. New.\n");
    writeFileSync(join(root, "exercises/01-counter/src/answer.ts"), "export function count() {\n  return -1;\n}\n");
    const news = await workshop(root, "diff", "1", "--news");
    expect(news.out).toMatch(/hints\.md {2}you haven't edited it[\s\S]*\+ 1\. New\./);
    expect(news.out).toMatch(/src\/answer\.ts {2}you have edited it[\s\S]*- {3}return 0;[\s\S]*\+ {3}return -1;/);
    const started = await workshop(root, "start", "1", "--take-news");
    expect(started.notices).toContain("Brought over: hints.md");
    expect(started.notices).toContain("You have edited src/answer.ts, so that stays as it is");
    expect(started.code).toBe(0);
    expect(readFileSync(answerIn(root), "utf8")).toBe(rightAnswer);
  });

  it("makes a deleted copy again, and says so", async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    rmSync(join(root, "workspace"), { recursive: true });
    expect((await workshop(root, "diff", "1")).notices).toContain("made again from the starter");
    expect(existsSync(answerIn(root))).toBe(true);
  });
});
