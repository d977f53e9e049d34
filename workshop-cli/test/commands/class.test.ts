import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { folderWith } from "../throwaway.ts";
import { workshop } from "./session.ts";
import { rightAnswer, smallWorkshop } from "./small-workshop.ts";

describe("workshop class", () => {
  const root = smallWorkshop();
  let folder: string;
  beforeEach(() => {
    folder = folderWith({});
  });
  const put = (file: string, content: string | Buffer) => writeFileSync(join(folder, file), content);

  it("shows who stands where, those first who have passed least", async () => {
    put("ada.json", status({ passed: 2, current: "alarm", done: ["counter", "alarm"], minutes: 41, hints: 3 }));
    put("bob.json", status({ passed: 1, current: "alarm", done: ["counter"], minutes: 20, hints: 0 }));
    const { code, out } = await workshop(root, "class", folder);
    expect(code).toBe(0);
    expect(out.indexOf("bob")).toBeLessThan(out.indexOf("ada"));
    expect(out).toMatch(/bob.*1 of 2.*at 2 An alarm.*20 min/);
    expect(out).toMatch(/ada.*2 of 2.*3 hints, 41 min/);
    expect(out).toMatch(/A counter.*2 of 2/);
    expect(out).toMatch(/An alarm.*1 of 2/);
  });

  it("reads what the workshop itself prints", async () => {
    const own = smallWorkshop();
    await workshop(own, "start", "counter");
    writeFileSync(join(own, "workspace/counter/src/answer.ts"), rightAnswer);
    await workshop(own, "test", "counter");
    put("ada.json", (await workshop(own, "status", "--json")).out);
    const { people, unreadable } = JSON.parse((await workshop(root, "class", folder, "--json")).out);
    expect(people).toMatchObject([{ name: "ada", passed: 1, total: 2, current: "counter", done: ["counter"] }]);
    expect(unreadable).toEqual([]);
    rmSync(own, { recursive: true, force: true });
  });

  it("reads what PowerShell writes, and files with a byte order mark", async () => {
    const text = status({ passed: 1, current: null, done: ["counter"], minutes: 5, hints: 1 });
    put("windows.json", Buffer.from(`\uFEFF${text}`, "utf16le"));
    put("notepad.json", `\uFEFF${text}`);
    const { people } = JSON.parse((await workshop(root, "class", folder, "--json")).out);
    expect(people.map(({ name }: { name: string }) => name)).toEqual(["notepad", "windows"]);
  });

  it.each([
    ["", "it is empty"],
    ["Where you are", "it is no JSON: was `--json` left out?"],
    ["[]", "it isn't what `npx workshop status --json` prints"],
    ['{"version":2}', "it comes from another version of the workshop"],
    ['{"version":1,"passed":"many"}', "it isn't what `npx workshop status --json` prints"],
    [
      '{"version":1,"passed":1,"total":2,"minutesSpent":0,"exercises":[{"slug":7}]}',
      "it isn't what `npx workshop status --json` prints",
    ],
  ])("names a file that holds %j, and shows the others", async (content, why) => {
    put("bad.json", content);
    put("ada.json", status({ passed: 1, current: null, done: [], minutes: 0, hints: 0 }));
    const { code, out } = await workshop(root, "class", folder, "--plain");
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain(`bad.json is left out: ${why}`);
    expect(out).toContain("ada");
  });

  it("passes over what has another ending, and names a folder that ends in .json", async () => {
    put("notes.txt", "hello");
    mkdirSync(join(folder, "old.json"));
    const { out } = await workshop(root, "class", folder, "--plain");
    expect(out).toContain("old.json is left out: it can't be read (EISDIR)");
    expect(out).not.toContain("notes");
  });

  it("tells how old each answer is", async () => {
    put("ada.json", status({ passed: 0, current: null, done: [], minutes: 0, hints: 0 }));
    const then = Date.now() / 1000 - 3 * 3600;
    utimesSync(join(folder, "ada.json"), then, then);
    expect((await workshop(root, "class", folder)).out).toContain("3 h ago");
  });

  it("shows a name as text, whatever is in it", async () => {
    put("\u001b[31mred.json", status({ passed: 0, current: null, done: [], minutes: 0, hints: 0 }));
    expect((await workshop(root, "class", folder)).out).not.toContain("\u001b[31m");
  });

  it("says what to do where there is nothing to read", async () => {
    expect((await workshop(root, "class", join(folder, "nowhere"))).refused).toContain("There is no folder");
    const empty = await workshop(root, "class", folder);
    expect(empty).toMatchObject({ code: 2, refused: expect.stringContaining("There is no .json file in") });
    expect(empty.refused).toContain("npx workshop status --json > FOLDER/ada.json");
    put("file.json", "{}");
    expect((await workshop(root, "class", join(folder, "file.json"))).refused).toContain("is a file, not a folder");
  });
});

type Standing = { passed: number; current: string | null; done: string[]; minutes: number; hints: number };

function status({ passed, current, done, minutes, hints }: Standing): string {
  const exercises = ["counter", "alarm"].map((slug, index) => ({
    slug,
    state: done.includes(slug) ? "passed" : "not-started",
    failingNow: false,
    hintsUsed: index === 0 ? hints : 0,
  }));
  return JSON.stringify({ version: 1, current, next: null, passed, total: 2, minutesSpent: minutes, exercises });
}
