import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInTerminal } from "../terminal.ts";
import { blockLog, main, rightAnswer, smallWorkshop } from "./small-workshop.ts";

function startWatching(args = ["start", "counter"], env: Record<string, string> = {}) {
  const root = smallWorkshop();
  const run = runInTerminal(process.execPath, [main, ...args], { cwd: root, env: { WORKSHOP_ROOT: root, ...env } });
  const focus = join(root, "workspace/counter/src/answer.ts");
  return { root, focus, run, save: (text: string) => writeFileSync(focus, text) };
}

describe("a watch in a terminal", () => {
  it("goes from a failing copy to a pass, with hints on the way", async () => {
    const { run, save, root } = startWatching();
    await run.shows("0 of 2 tasks passed");
    await run.shows("[h] hint");
    expect(run.history()).toContain("Made your copy: workspace/counter/");
    expect(run.history()).toContain("Count the views of a page.");
    expect(run.screen()).toContain("Edit `workspace/counter/src/answer.ts`");

    run.send("h");
    await run.shows("What does it answer now?");
    run.send("H");
    await run.shows("Hint 2 of 3");

    save("export const count = () => { return 1; };\n");
    await run.shows("1 of 2 tasks passed");
    expect(run.screen()).toContain("saved src/answer.ts");
    run.send("h");
    await run.shows("What is kept?");

    save(rightAnswer);
    await run.shows("press n");
    expect(run.history()).toContain("You have used RPC and storage. What it comes to:");
    expect(run.history()).toContain("Part 1, Objects, is done.");
    // What came before is there to scroll back to.
    expect(run.history()).toContain("0 of 2 tasks passed");

    run.send("n");
    await run.shows(/02 {2}An alarm[\s\S]*0 of 2 tasks passed[\s\S]*\[h\] hint/);
    expect(existsSync(join(root, "workspace/alarm"))).toBe(true);
    run.send("q");
    expect(await run.ended).toMatchObject({ exitCode: 0 });
  });

  it("asks before it shows the solution, and takes any other key for no", async () => {
    const { run } = startWatching();
    await run.shows("[h] hint");
    for (const no of ["x", "\u001b"]) {
      run.send("d");
      await run.shows("y / n");
      run.send(no);
      await run.shows("[h] hint");
      expect(run.history()).not.toContain("+ solution");
    }
    run.send("d");
    await run.shows("y / n");
    run.send("y");
    await run.shows("+   // remember");
  });

  it("has a key for the task, the mistakes, the solution, and the keys themselves", async () => {
    const { run, save } = startWatching();
    await run.shows("[h] hint");
    run.send("t");
    await run.shows(/┌ {2}1\. A counter counts[\s\S]*Answer `1`\./);
    run.send("x");
    await run.shows(/┌ {2}X-ray[\s\S]*\[h\] hint/);
    run.send("?");
    await run.shows(/`m` {2}what people get wrong here[\s\S]*\[h\] hint/);
    run.send("m");
    await run.shows("Look at the solution all the same?");
    run.send("y");
    await run.shows(/✗ {2}Each view counts twice\.[\s\S]*\[h\] hint/);
    run.send("s");
    await run.shows(/Memory isn't storage\. It forgets\.[\s\S]*\[h\] hint/);
    save("export function count() {\n  return 2;\n}\n");
    await run.shows(/saved[\s\S]*0 of 2 tasks passed[\s\S]*\[h\] hint/);
    run.send("h");
    await run.shows(/A hint from your tests[\s\S]*Each view counts twice\.[\s\S]*press h/);
    run.send("r");
    await run.shows(/press h[\s\S]*0 of 2 tasks passed/);
  });

  it("lets one look for another exercise, go there, or come back", async () => {
    const { run } = startWatching();
    await run.shows("[h] hint");
    run.send("l");
    await run.shows(/Which exercise\?[\s\S]*● 01 {2}A counter/);
    run.send("\u001b");
    await run.shows("[h] hint");
    run.send("l");
    await run.shows("Search:");
    run.send("time");
    await run.shows(/\(1 match\)\n│ {2}● 02 {2}An alarm/);
    run.send("\r");
    await run.shows(/02 {2}An alarm[\s\S]*0 of 2 tasks passed[\s\S]*\[h\] hint/);
  });

  it("hands the terminal to the learner's editor, and takes it back", async () => {
    const root = smallWorkshop();
    const editor = join(root, "editor");
    writeFileSync(editor, '#!/bin/sh\necho\necho "editing $(basename "$1")"\nread line\necho "$line" > "$1"\n', {
      mode: 0o755,
    });
    const run = runInTerminal(process.execPath, [main, "start", "1"], {
      cwd: root,
      env: { WORKSHOP_ROOT: root, VISUAL: editor },
    });
    await run.shows("[h] hint");
    run.send("o");
    await run.shows("editing answer.ts");
    run.send("return 1 // remember\r");
    await run.shows("press n");
  });

  it("ends a run that goes on for ever as soon as there is a newer answer", async () => {
    const { run, save } = startWatching();
    await run.shows("[h] hint");
    save("forever");
    await run.shows("Grading");
    save(rightAnswer);
    await run.shows("press n");
  });

  it.each(["while it waits", "while it grades", "while it asks", "while one looks for an exercise"])(
    "ends at Ctrl-C %s, the terminal as it was",
    async (when) => {
      const root = smallWorkshop();
      const run = runInTerminal(
        "sh",
        ["-c", `"$0" "$1" start 1; echo "code $?"; stty -a | grep -o '[-]*icanon'`, process.execPath, main],
        {
          cwd: root,
          env: { WORKSHOP_ROOT: root },
        },
      );
      if (when === "while it grades") await run.shows("Grading");
      else await run.shows("[h] hint");
      if (when === "while it asks") {
        run.send("d");
        await run.shows("y / n");
      }
      if (when === "while one looks for an exercise") {
        run.send("l");
        await run.shows("Search:");
      }
      run.send("\u0003");
      await run.shows(/code 130\n+icanon/);
    },
  );

  it("stops at Ctrl-Z, with whoever started it, and goes on when it is called back", async () => {
    const root = smallWorkshop();
    const run = runInTerminal("sh", ["-i"], { cwd: root, env: { WORKSHOP_ROOT: root, ENV: "", PS1: "shell> " } });
    // A shell in between waits for it, as npm does.
    run.send(`sh -c '"$0" "$1" start 1; echo "code $?"' ${process.execPath} ${main}\r`);
    await run.shows("[h] hint");
    run.send("\u001a");
    await run.shows(/shell>$/);
    expect(run.screen()).not.toContain("[h] hint");
    run.send("fg\r");
    await run.shows(/shell> fg[\s\S]*\[h\] hint/);
    run.send("q");
    await run.shows("code 0");
  });

  it("goes on at Ctrl-Z where there is no shell to go to", async () => {
    const { run } = startWatching();
    await run.shows("[h] hint");
    run.send("\u001a");
    await run.shows(/answer\.ts`$/);
    await run.shows("[h] hint");
    run.send("?");
    await run.shows("this list");
  });

  it("shows a verdict that it can't save, and goes on", async () => {
    const { root, run, save } = startWatching();
    await run.shows("[h] hint");
    const unblock = blockLog(root);
    save(rightAnswer);
    await run.shows(/press m[\s\S]*Couldn't save your progress[\s\S]*\[s\] solution/);
    unblock();
    run.send("r");
    await run.shows(/Couldn't save your progress[\s\S]*press n/);
  });

  it("redraws its last line when the window gets narrower", async () => {
    const { run } = startWatching();
    await run.shows("[h] hint");
    run.resize(45, 24);
    await run.shows(/^\[h\] hint {2}\[t\] task {2}\[\?\] keys {2}\[q\] quit$/m);
    run.resize(100, 24);
    await run.shows("[d] diff  [n] next  [r] again");
    expect(run.screen().match(/\[q\] quit/g)).toHaveLength(1);
  });

  it("says that the copy is gone, and makes a fresh one on r", async () => {
    const { run, root, focus } = startWatching();
    await run.shows("[h] hint");
    rmSync(join(root, "workspace/counter"), { recursive: true });
    await run.shows("is gone");
    run.send("r");
    await run.shows(/made again from the starter[\s\S]*0 of 2 tasks passed/);
    expect(readFileSync(focus, "utf8")).toContain("return 0");
    writeFileSync(focus, rightAnswer);
    await run.shows("press n");
  });

  it("is words line by line in plain mode, and takes the same keys", async () => {
    const { run } = startWatching(["start", "counter", "--plain"]);
    await run.shows("failed: 1. A counter counts");
    await run.shows("Keys: h hint");
    run.send("h");
    await run.shows("What does it answer now?");
    run.send("l");
    await run.shows(/Exercises: 0 of 2 passed[\s\S]*now: 01 {2}A counter/);
    expect(run.history()).not.toMatch(/[│┌└✓✗◐]/);
    run.send("q");
    expect(await run.ended).toMatchObject({ exitCode: 0 });
  });
});
