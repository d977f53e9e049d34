import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workshop, workshopIn } from "./session.ts";
import { answerIn, rightAnswer, smallWorkshop } from "./small-workshop.ts";

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

  it.each([
    ["reset", ["reset", "views", "--yes"]],
    ["a reset of all", ["reset", "--all", "--yes"]],
    ["the solution", ["solution", "views", "--apply", "--yes"]],
    ["an import", ["import", "exported.json"]],
    ["undo", ["undo"]],
  ])("keeps what was written under an older name of the exercise: %s", async (_, typed) => {
    const root = smallWorkshop();
    await workshop(root, "start", "1");
    await workshop(root, "reset", "1", "--yes");
    await workshop(root, "export", "exported.json");
    writeFileSync(answerIn(root), "// mine\n");
    renameExercise(root, "counter", "views");
    expect((await workshop(root, ...typed)).code).toBe(0);
    expect(existsSync(join(root, "workspace/counter"))).toBe(false);
    expect(readFileSync(answerIn(root, "views"), "utf8")).not.toBe("// mine\n");
    await workshop(root, "undo");
    expect(readFileSync(answerIn(root, "views"), "utf8")).toBe("// mine\n");
  });

  it("isn't told of what a system leaves in folders, and keeps what begins with a dot and is the learner's", async () => {
    const root = smallWorkshop();
    await workshop(root, "start", "1");
    for (const place of ["exercises/01-counter", "exercises/01-counter/test", "solutions/01-counter/alternatives"])
      for (const name of [".DS_Store", "Thumbs.db"]) writeFileSync(join(root, place, name), "");
    writeFileSync(answerIn(root), rightAnswer);
    writeFileSync(join(root, "workspace/counter/.dev.vars"), "KEY=mine\n");
    const { out, notices, code } = await workshop(root, "test");
    expect(code).toBe(0);
    expect(out).toMatch(/Right as well: by-plus +`/);
    expect(out + notices).not.toMatch(/DS_Store|Thumbs|newer|unofficial/);
    await workshop(root, "reset", "1", "--yes");
    expect(existsSync(join(root, "workspace/counter/.dev.vars"))).toBe(false);
    await workshop(root, "undo");
    expect(readFileSync(join(root, "workspace/counter/.dev.vars"), "utf8")).toBe("KEY=mine\n");
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

function renameExercise(root: string, older: string, newer: string): void {
  for (const place of ["exercises", "solutions"])
    renameSync(join(root, place, `01-${older}`), join(root, place, `01-${newer}`));
  const lesson = join(root, "exercises", `01-${newer}`, "README.md");
  writeFileSync(lesson, readFileSync(lesson, "utf8").replace("part: 1", `part: 1\nformerly: [${older}]`));
  writeFileSync(join(root, "exercises/course.json"), '{ "parts": ["Objects", "Time"] }');
}
