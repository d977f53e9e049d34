import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listBackups } from "../../src/workspace/backup.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { noticeEdits, testsAreOfficial } from "../../src/workspace/edits.ts";
import { outdatedFiles, threeWays } from "../../src/workspace/outdated.ts";
import { resetCopy } from "../../src/workspace/reset.ts";
import { takeEdits } from "../../src/workspace/take-edits.ts";
import { takeNews } from "../../src/workspace/take-news.ts";
import { folderWith, writeFiles } from "../throwaway.ts";
import { commitAll, filesIn, STARTER, sampleCourse } from "./sample-course.ts";

const EDITED = { "src/counter.ts": "edited in place\n", "src/new.ts": "a new file\n" };

describe("edits in exercises/", () => {
  it("come along into the first copy, while the base stays the published starter", () => {
    const { state, counter } = committedCourse();
    writeFiles(counter.folder, EDITED);
    const { notices } = openCopy(state, counter);
    expect(notices).toEqual([
      "Your edits of src/counter.ts, src/new.ts in exercises/01-counter came along. From now on work in workspace/counter.",
    ]);
    expect(filesIn(state.copy("counter"))).toEqual({ ...STARTER, ...EDITED });
    expect(filesIn(state.base("counter"))).toEqual(STARTER);
  });

  it("that came along aren't named again, whatever becomes of the copy", () => {
    const { state, counter } = committedCourse();
    writeFiles(counter.folder, EDITED);
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "gone on" });
    expect(noticeEdits(state, counter)).toBeNull();
    resetCopy(state, counter);
    expect(noticeEdits(state, counter)).toBeNull();
  });

  it("aren't in what a reset makes", () => {
    const { state, counter } = committedCourse();
    writeFiles(counter.folder, EDITED);
    rmSync(join(counter.folder, "src/index.ts"));
    openCopy(state, counter);
    resetCopy(state, counter);
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
  });

  it("that come later are named with the command that brings them over", () => {
    const { state, counter } = committedCourse();
    openCopy(state, counter);
    expect(noticeEdits(state, counter)).toBeNull();
    writeFiles(counter.folder, EDITED);
    expect(noticeEdits(state, counter)).toMatchObject({
      files: ["src/counter.ts", "src/new.ts"],
      command: "npx workshop start counter --take-edits",
      sentence: expect.stringMatching(/^exercises\/01-counter\/src\/counter.ts, .* was edited, but your copy/),
    });
  });

  it("are brought over by that command, the copy put away first", () => {
    const { state, counter } = committedCourse();
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine", "notes.txt": "kept" });
    writeFiles(counter.folder, EDITED);
    expect(takeEdits(state, counter)).toMatchObject({ files: Object.keys(EDITED), backup: { why: "edits-taken" } });
    expect(filesIn(state.copy("counter"))).toEqual({ ...STARTER, ...EDITED, "notes.txt": "kept" });
    expect(filesIn(join(listBackups(state)[0]?.folder ?? "", "copy"))["src/counter.ts"]).toBe("mine");
    expect(noticeEdits(state, counter)).toBeNull();
    expect(takeEdits(state, counter)).toEqual({ files: [], backup: null });
  });

  it("already in the copy aren't named", () => {
    const { state, counter } = committedCourse();
    openCopy(state, counter);
    writeFiles(counter.folder, EDITED);
    writeFiles(state.copy("counter"), EDITED);
    expect(noticeEdits(state, counter)).toBeNull();
  });

  it("that only change line ends, rights or times are none", () => {
    const { state, counter } = committedCourse();
    openCopy(state, counter);
    for (const path of ["src/counter.ts", "test/1-counts.test.ts"]) {
      const file = join(counter.folder, path);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
      chmodSync(file, 0o755);
    }
    expect(noticeEdits(state, counter)).toBeNull();
    expect(testsAreOfficial(counter)).toBe(true);
    expect(outdatedFiles(state, counter)).toEqual([]);
  });
});

describe("where git can't tell", () => {
  it("edits are silent, and the tests count as official", () => {
    const { state, counter } = sampleCourse();
    writeFiles(counter.folder, { "src/counter.ts": "edited", "test/1-counts.test.ts": "edited" });
    expect(openCopy(state, counter).notices).toEqual([]);
    writeFiles(counter.folder, { "src/counter.ts": "edited again" });
    expect(noticeEdits(state, counter)).toBeNull();
    expect(testsAreOfficial(counter)).toBe(true);
  });

  it.each([
    ["the exercise was never committed", (root: string) => writeFiles(root, { "x.txt": "" })],
    ["nothing was ever committed", (root: string) => rmSync(join(root, ".git/refs"), { recursive: true })],
    ["the repository is broken", (root: string) => writeFileSync(join(root, ".git/HEAD"), "")],
  ])("because %s, it is silent too", (why, spoil) => {
    const { root, state, counter } = sampleCourse();
    if (why.includes("exercise")) {
      rmSync(join(root, "exercises/01-counter/README.md"));
      commitAll(root);
      writeFiles(counter.folder, STARTER);
    } else commitAll(root);
    spoil(root);
    writeFiles(counter.folder, { "src/counter.ts": "edited", "test/1-counts.test.ts": "edited" });
    expect(noticeEdits(state, counter)).toBeNull();
    expect(testsAreOfficial(counter)).toBe(true);
  });
});

describe("tests that grade", () => {
  it.each<[string, Record<string, string>]>([
    ["edited", { "test/1-counts.test.ts": "// weaker\n" }],
    ["joined by another", { "test/2-more.test.ts": "// more\n" }],
  ])("are no longer official when %s", (_, edit) => {
    const { counter } = committedCourse();
    expect(testsAreOfficial(counter)).toBe(true);
    writeFiles(counter.folder, edit);
    expect(testsAreOfficial(counter)).toBe(false);
  });

  it("are no longer official when deleted, and stay so when only what isn't run is edited", () => {
    const { counter } = committedCourse();
    writeFiles(counter.folder, {
      "hints.md": "x",
      "src/counter.ts": "x",
      "test/starter-fails.md": "x",
      "test/.left": "",
    });
    expect(testsAreOfficial(counter)).toBe(true);
    rmSync(join(counter.folder, "test/1-counts.test.ts"));
    expect(testsAreOfficial(counter)).toBe(false);
  });

  it("are asked for in their own repository, also inside of a git hook", () => {
    const { root, counter } = sampleCourse();
    const outer = folderWith({ "a.txt": "" });
    commitAll(root);
    process.env.GIT_DIR = join(outer, ".git");
    try {
      writeFiles(counter.folder, { "test/1-counts.test.ts": "edited" });
      expect(testsAreOfficial(counter)).toBe(false);
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});

describe.each([
  ["with git", true],
  ["without git", false],
])("a starter newer than the copy's base, %s", (_, withGit) => {
  it("is told file by file, with what the learner did to each", () => {
    const { root, state, counter } = sampleCourse();
    if (withGit) commitAll(root);
    openCopy(state, counter);
    expect(outdatedFiles(state, counter)).toEqual([]);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine\r\n", "wrangler.jsonc": "newer" });
    writeFiles(counter.folder, {
      "src/counter.ts": "newer\n",
      "wrangler.jsonc": "newer",
      "src/added.ts": "",
      "README.md": "newer",
    });
    rmSync(join(counter.folder, "src/index.ts"));
    if (withGit) commitAll(root);
    expect(outdatedFiles(state, counter)).toEqual([
      { path: "README.md", state: "changed", mine: "untouched" },
      { path: "src/added.ts", state: "added", mine: "untouched" },
      { path: "src/counter.ts", state: "changed", mine: "edited" },
      { path: "src/index.ts", state: "removed", mine: "untouched" },
      { path: "wrangler.jsonc", state: "changed", mine: "same" },
    ]);
    expect(threeWays(state, counter, "src/counter.ts")).toEqual({
      base: STARTER["src/counter.ts"],
      newer: "newer\n",
      mine: "mine\n",
    });
    expect(threeWays(state, counter, "src/index.ts").newer).toBeNull();
  });
});

describe("what is new in an exercise", () => {
  const newer = {
    "src/counter.ts": "newer\n",
    "test/1-counts.test.ts": "// newer tests\n",
    "src/added.ts": "added\n",
  };

  it("comes into the copy where the learner has edited nothing, and the copy as it was is kept", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine\n", "src/own.ts": "mine, too\n" });
    const before = filesIn(state.copy("counter"));
    writeFiles(counter.folder, newer);
    rmSync(join(counter.folder, "src/index.ts"));
    const { taken, edited, backup } = takeNews(state, counter);
    expect(taken).toEqual(["src/added.ts", "src/index.ts", "test/1-counts.test.ts"]);
    expect(edited).toEqual(["src/counter.ts"]);
    const { "src/index.ts": _, ...kept } = before;
    expect(filesIn(state.copy("counter"))).toEqual({ ...kept, ...newer, "src/counter.ts": "mine\n" });
    expect(filesIn(join(backup?.folder ?? "", "copy"))).toEqual(before);
  });

  it("is told once, also of what the learner has edited", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine\n" });
    writeFiles(counter.folder, newer);
    takeNews(state, counter);
    expect(outdatedFiles(state, counter)).toEqual([]);
    expect(filesIn(state.copy("counter"))).toMatchObject({ "src/counter.ts": "mine\n" });
    expect(takeNews(state, counter)).toEqual({ taken: [], edited: [], backup: null });
  });

  it("changes nothing where nothing is", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    expect(takeNews(state, counter)).toEqual({ taken: [], edited: [], backup: null });
  });
});

it("edits in exercises/ aren't taken for a newer starter", () => {
  const { state, counter } = committedCourse();
  openCopy(state, counter);
  writeFiles(counter.folder, EDITED);
  expect(outdatedFiles(state, counter)).toEqual([]);
});

function committedCourse() {
  const sample = sampleCourse();
  commitAll(sample.root);
  return sample;
}
