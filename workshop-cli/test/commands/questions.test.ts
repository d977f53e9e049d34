import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInTerminal } from "../terminal.ts";
import { workshop } from "./session.ts";
import { main, smallWorkshop } from "./small-workshop.ts";

const enter = "\r";
const esc = "\u001b";
const down = "\u001b[B";

function ask(root: string, args: string[], env: Record<string, string> = {}) {
  return runInTerminal(process.execPath, [main, ...args], { cwd: root, env: { WORKSHOP_ROOT: root, ...env } });
}

describe("the home screen in a terminal", () => {
  it("leads to the exercise that is next", async () => {
    const run = ask(smallWorkshop(), []);
    await run.shows(/First: 01 {2}A counter[\s\S]*● Start A counter/);
    run.send(enter);
    await run.shows("0 of 2 tasks passed");
  });

  it("leads to any other", async () => {
    const run = ask(smallWorkshop(), []);
    await run.shows("Choose another exercise");
    run.send(down + enter);
    await run.shows("Which exercise?");
    run.send(down + enter);
    await run.shows("Made your copy: workspace/alarm/");
  });

  it("leads to a track", async () => {
    const root = smallWorkshop();
    const run = ask(root, []);
    await run.shows("Choose a track");
    run.send(down + down + enter);
    await run.shows(/Which track\?[\s\S]*full[\s\S]*essentials/);
    run.send(down + enter);
    await run.shows("You are on the track essentials: 1 exercise, 15 min to go.");
    expect(await run.ended).toMatchObject({ exitCode: 0 });
  });

  it.each([esc, "\u0003"])("is left by %j, and by nothing else", async (key) => {
    const run = ask(smallWorkshop(), []);
    await run.shows("Leave");
    run.send(key);
    expect(await run.ended).toMatchObject({ exitCode: 130 });
  });

  it("asks for a number where the cursor can't be moved", async () => {
    const run = ask(smallWorkshop(), ["--plain"]);
    await run.shows(/5. Leave\nA number from 1 to 5:/);
    run.send(`9${enter}`);
    await run.shows(/A number.* 9\nA number/);
    run.send(`5${enter}`);
    expect(await run.ended).toMatchObject({ exitCode: 0 });
  });
});

describe("a text that is longer than the window", () => {
  it("is shown from its beginning by a pager, and left with q", async () => {
    const root = smallWorkshop();
    const lesson = join(root, "exercises/01-counter/README.md");
    writeFileSync(lesson, readFileSync(lesson, "utf8") + "\n\nMore.".repeat(40));
    const run = ask(root, ["read", "1"], { PAGER: "less", LESS: "FRX" });
    await run.shows(/01 {2}A counter[\s\S]*\n:$/);
    run.send("q");
    expect(await run.ended).toMatchObject({ exitCode: 0 });
  });

  it("is printed where there is no pager", async () => {
    const root = smallWorkshop();
    const lesson = join(root, "exercises/01-counter/README.md");
    writeFileSync(lesson, `${readFileSync(lesson, "utf8")}${"\n\nMore.".repeat(40)}\n\nThe end.`);
    const run = ask(root, ["read", "1"], { PAGER: "no-such-pager" });
    await run.shows("The end.");
    expect(await run.ended).toMatchObject({ exitCode: 0 });
    expect(run.history()).toContain("01  A counter");
  });
});

describe("a question", () => {
  const begun = async () => {
    const root = smallWorkshop();
    await workshop(root, "diff", "1", "--yes");
    writeFileSync(join(root, "workspace/counter/src/answer.ts"), "// mine\n");
    return root;
  };

  it("is answered no by Enter alone", async () => {
    const run = ask(await begun(), ["reset"]);
    await run.shows("Reset A counter to the beginning?");
    run.send(enter);
    expect(await run.ended).toMatchObject({ exitCode: 0 });
    expect(run.screen()).not.toContain("is fresh");
  });

  it("is answered yes by y", async () => {
    const run = ask(await begun(), ["reset"]);
    await run.shows("Reset A counter to the beginning?");
    run.send("y");
    await run.shows("workspace/counter/ is fresh; `npx workshop undo` brings yours back.");
  });

  it.each(["--plain", "ASCII"])("is a line to answer with %s", async (how) => {
    const env: Record<string, string> = how === "ASCII" ? { LANG: "C", LC_ALL: "C" } : {};
    const run = ask(await begun(), how === "ASCII" ? ["reset"] : ["reset", how], env);
    await run.shows("[y/N]");
    run.send(`yes${enter}`);
    await run.shows("is fresh");
  });

  it("that is cancelled changes nothing", async () => {
    const root = await begun();
    const run = ask(root, ["reset"]);
    await run.shows("Reset A counter");
    run.send("\u0003");
    expect(await run.ended).toMatchObject({ exitCode: 130 });
    expect((await workshop(root, "undo", "--list")).out).toContain("Nothing was replaced yet.");
  });
});

describe("a pager", () => {
  it("has Ctrl-C for itself, however often it is pressed", async () => {
    const root = smallWorkshop();
    writeFileSync(join(root, "pager.mjs"), pager);
    const run = runInTerminal("sh", ["-c", `trap : INT; "$0" "$1" read 1; echo "code $?"`, process.execPath, main], {
      cwd: root,
      rows: 10,
      env: { WORKSHOP_ROOT: root, PAGER: `${process.execPath} pager.mjs` },
    });
    await run.shows("paging");
    for (const times of [1, 2, 3]) {
      run.send("\u0003");
      await run.shows(`pressed ${times}`);
    }
    await run.shows("left\ncode 0");
  });
});

/** Ends at the third Ctrl-C. */
const pager = `
let times = 0;
process.stdin.resume();
process.on("SIGINT", () => {
  console.log("\\npressed " + ++times);
  if (times < 3) return;
  console.log("left");
  process.exit();
});
setInterval(() => {}, 1000);
console.log("paging");
`;
