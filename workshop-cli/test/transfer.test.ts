import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Course } from "../src/course/exercise.ts";
import { UsageError } from "../src/errors.ts";
import { newEvent } from "../src/progress/events.ts";
import { mergeEvents, readExport, writeExport } from "../src/progress/export-file.ts";
import { appendEvent, readEvents } from "../src/progress/log.ts";
import type { State } from "../src/state.ts";
import { listBackups } from "../src/workspace/backup.ts";
import { openCopy } from "../src/workspace/copy.ts";
import { checkPackedCopies, packCopies, unpackCopies } from "../src/workspace/packed-copies.ts";
import { folderWith, writeFiles } from "./throwaway.ts";
import { filesIn, STARTER, sampleCourse } from "./workspace/sample-course.ts";

describe("progress on its way to another machine", () => {
  it("takes events and copies along", () => {
    const { file, there } = exported();
    const here = sampleCourse();
    expect(importProgress(here.state, here.course, file)).toEqual({ events: 2, made: ["counter"], replaced: [] });
    expect(filesIn(here.state.copy("counter"))).toEqual(filesIn(there.state.copy("counter")));
    expect(filesIn(here.state.base("counter"))).toEqual(STARTER);
    expect(readEvents(here.state).events.map(({ type }) => type)).toEqual(["started", "hinted"]);
  });

  it("changes nothing when imported twice", () => {
    const { file } = exported();
    const here = sampleCourse();
    importProgress(here.state, here.course, file);
    const before = readFileSync(here.state.events);
    expect(importProgress(here.state, here.course, file)).toEqual({ events: 0, made: [], replaced: [] });
    expect(readFileSync(here.state.events)).toEqual(before);
    expect(listBackups(here.state)).toEqual([]);
  });

  it("changes nothing when imported twice from an older export, which had what a system left", () => {
    const { file } = exported();
    const { copies, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    const left = { ".DS_Store": "x", "src/.DS_Store": "x" };
    const older = copies.map((copy: { files: object }) => ({ ...copy, files: { ...copy.files, ...left } }));
    writeFileSync(file, JSON.stringify({ ...rest, copies: older }));
    const here = sampleCourse();
    expect(importProgress(here.state, here.course, file).made).toEqual(["counter"]);
    expect(importProgress(here.state, here.course, file)).toEqual({ events: 0, made: [], replaced: [] });
  });

  it("puts a copy that differs away before it takes its place", () => {
    const { file } = exported();
    const here = sampleCourse();
    openCopy(here.state, here.counter);
    writeFiles(here.state.copy("counter"), { "src/counter.ts": "mine here" });
    expect(importProgress(here.state, here.course, file).replaced).toEqual(["counter"]);
    const [backup] = listBackups(here.state);
    expect(backup).toMatchObject({ why: "imported" });
    expect(filesIn(join(backup?.folder ?? "", "copy"))["src/counter.ts"]).toBe("mine here");
  });

  it("arrives under the new name where an exercise was renamed", () => {
    const { file } = exported();
    const here = sampleCourse();
    const course = { ...here.course, exercises: [{ ...here.counter, slug: "views", formerly: ["counter"] }] };
    expect(importProgress(here.state, course, file).made).toEqual(["views"]);
  });

  it("is exported over an older export, but over nothing else", () => {
    const { file, there } = exported();
    expect(exportProgress(there.state, file)).toEqual({ events: 2, copies: 1, notices: [] });
    const diary = join(folderWith({ "diary.txt": "Dear diary" }), "diary.txt");
    expect(() => exportProgress(there.state, diary)).toThrow(/is there already, and it isn't an export/);
    expect(readFileSync(diary, "utf8")).toBe("Dear diary");
    expect(() => exportProgress(there.state, join(folderWith(), "no/such/folder.json"))).toThrow(/Couldn't write/);
  });

  it("goes without what is too big for a source", () => {
    const { there } = exported();
    writeFiles(there.state.copy("counter"), { "big.bin": "x".repeat(3_000_000) });
    const file = join(folderWith(), "again.json");
    expect(exportProgress(there.state, file).notices).toEqual([
      expect.stringMatching(/big\.bin is left out: it has more than 2 MB/),
    ]);
  });
});

describe("a file that can't be imported", () => {
  const proper = { format: "durable-objects-workshop", version: 1, events: [], copies: [] };
  const withCopy = (files: unknown, exercise: unknown = "counter") => ({
    ...proper,
    copies: [{ exercise, files, base: null }],
  });

  it.each<[string, unknown, RegExp]>([
    ["text", "Dear diary", /isn't an export of this workshop/],
    ["other JSON", [], /isn't an export of this workshop/],
    ["from a newer workshop", { ...proper, version: 2 }, /comes from a newer workshop/],
    ["without events", { ...proper, events: null }, /has no events/],
    ["whose events are rubbish", { ...proper, events: [1, { v: 1 }] }, /none of its events can be read/],
    ["without copies", { ...proper, copies: undefined }, /no list of copies/],
    ["with a path upwards", withCopy({ "../../escaped.ts": "" }), /has a file "..\/..\/escaped.ts"/],
    ["with an absolute path", withCopy({ "/etc/passwd": "" }), /has a file/],
    ["with a path of Windows", withCopy({ "C:\\x": "" }), /has a file/],
    ["with a drive", withCopy({ "C:x": "" }), /has a file/],
    ["with a repository inside", withCopy({ ".Git/hooks/post-checkout": "" }), /has a file/],
    ["with an exercise upwards", withCopy({}, "../x"), /no proper name/],
    ["with content that is none", withCopy({ "src/a.ts": 1 }), /has no content/],
  ])("(%s) is refused in a sentence, and nothing is changed", (_, content, message) => {
    const file = join(folderWith(), "import.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    const { root, state, course } = sampleCourse();
    const before = readdirSync(root);
    expect(() => importProgress(state, course, file)).toThrow(UsageError);
    expect(() => importProgress(state, course, file)).toThrow(message);
    expect(readdirSync(root)).toEqual(before);
  });

  it("(none, or a folder) is said so", () => {
    const { state, course, root } = sampleCourse();
    expect(() => importProgress(state, course, join(root, "nothing.json"))).toThrow(/There is no file/);
    expect(() => importProgress(state, course, root)).toThrow(/a folder stands where a file should be/);
  });
});

// What the commands `export` and `import` do, without what they say.
function exportProgress(state: State, file: string) {
  const { copies, notices } = packCopies(state);
  return { ...writeExport(state, file, copies), copies: copies.length, notices };
}

function importProgress(state: State, course: Course, file: string) {
  const { events, copies } = readExport(file);
  const packed = checkPackedCopies(copies);
  const { added } = mergeEvents(state, events);
  return { events: added, ...unpackCopies(state, course, packed) };
}

function exported() {
  const there = sampleCourse();
  openCopy(there.state, there.counter);
  writeFiles(there.state.copy("counter"), { "src/counter.ts": "mine ✓\r\n" });
  mkdirSync(join(there.state.copy("counter"), "data"));
  writeFileSync(join(there.state.copy("counter"), "data/raw.bin"), Buffer.from([0, 255, 1]));
  appendEvent(there.state, newEvent("counter", { type: "started" }));
  appendEvent(there.state, newEvent("counter", { type: "hinted", task: 1, rung: 1 }));
  const file = join(folderWith(), "progress.json");
  exportProgress(there.state, file);
  return { file, there };
}
