import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EnvironmentError } from "../../src/errors.ts";
import { listBackups } from "../../src/workspace/backup.ts";
import { openCopy } from "../../src/workspace/copy.ts";
import { resetCopy } from "../../src/workspace/reset.ts";
import { undo } from "../../src/workspace/undo.ts";
import { writeFiles } from "../throwaway.ts";
import { filesIn, STARTER, sampleCourse } from "./sample-course.ts";

describe("a copy", () => {
  it("is made of the whole exercise, with the starter kept as its base", () => {
    const { root, state, counter } = sampleCourse();
    expect(openCopy(state, counter)).toEqual({ copy: join(root, "workspace/counter"), state: "made", notices: [] });
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
    expect(filesIn(state.base("counter"))).toEqual(STARTER);
    expect(existsSync(join(state.copy("counter"), "node_modules"))).toBe(false);
    expect(readdirSync(state.incoming)).toEqual([]);
  });

  it("is resumed as the learner left it", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine", "notes.txt": "mine, too" });
    expect(openCopy(state, counter)).toMatchObject({ state: "resumed", notices: [] });
    expect(filesIn(state.copy("counter"))).toEqual({ ...STARTER, "src/counter.ts": "mine", "notes.txt": "mine, too" });
  });

  it("is resumed where nothing can be written", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    rmSync(state.folder, { recursive: true });
    writeFileSync(state.folder, "not a folder");
    expect(openCopy(state, counter)).toMatchObject({ state: "resumed", notices: [] });
  });

  it("that was deleted is made again, and that is said", () => {
    const { state, counter } = sampleCourse();
    openCopy(state, counter);
    rmSync(state.copy("counter"), { recursive: true });
    const { state: how, notices } = openCopy(state, counter);
    expect(how).toBe("made");
    expect(notices).toEqual(["workspace/counter was gone: it is made again from the starter."]);
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
  });

  it.each([
    ["an empty folder", {}],
    ["nothing but the tools' own", { "node_modules/x/index.js": "", ".wrangler/state": "" }],
  ])("of which %s is left is made", (_, left) => {
    const { state, counter } = sampleCourse();
    mkdirSync(state.copy("counter"), { recursive: true });
    writeFiles(state.copy("counter"), left);
    expect(openCopy(state, counter).state).toBe("made");
    expect(filesIn(state.copy("counter"))).toEqual(STARTER);
    expect(listBackups(state)).toEqual([]);
  });

  it.each(["wrangler.jsonc", "src/counter.ts", "src"])(
    "that lost %s gets back what is missing and keeps the rest",
    (lost) => {
      const { state, counter } = sampleCourse();
      openCopy(state, counter);
      const mine = { "src/index.ts": "mine", "notes.txt": "mine, too" };
      writeFiles(state.copy("counter"), mine);
      rmSync(join(state.copy("counter"), lost), { recursive: true });
      const { state: how, notices } = openCopy(state, counter);
      expect(how).toBe("resumed");
      expect(notices).toEqual([expect.stringMatching(/^workspace\/counter was incomplete: .* came back/)]);
      expect(filesIn(state.copy("counter"))).toEqual({
        ...STARTER,
        ...mine,
        ...(lost === "src" ? { "src/index.ts": "export {};\n" } : {}),
      });
    },
  );

  it("moves along when the exercise is renamed", () => {
    const { root, state, counter } = sampleCourse();
    openCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine" });
    resetCopy(state, counter);
    writeFiles(state.copy("counter"), { "src/counter.ts": "mine again" });
    const views = { ...counter, slug: "page-views", formerly: ["counter"] };
    expect(openCopy(state, views)).toEqual({
      copy: join(root, "workspace/page-views"),
      state: "resumed",
      notices: ["counter is called page-views now: your copy moved to workspace/page-views."],
    });
    expect(filesIn(state.copy("page-views"))["src/counter.ts"]).toBe("mine again");
    expect(existsSync(state.copy("counter"))).toBe(false);
    expect(filesIn(state.base("page-views"))).toEqual(STARTER);
    const course = { root, parts: [], tracks: {}, exercises: [views] };
    expect(undo(state, course)).toMatchObject({ exercise: "page-views" });
    expect(filesIn(state.copy("page-views"))["src/counter.ts"]).toBe("mine");
  });

  it.skipIf(process.platform === "win32")("can be written although the exercise can't, and keeps links", () => {
    const { root, state, counter } = sampleCourse();
    symlinkSync("counter.ts", join(counter.folder, "src/link.ts"));
    chmodSync(join(counter.folder, "src/counter.ts"), 0o444);
    openCopy(state, counter);
    expect(statSync(join(state.copy("counter"), "src/counter.ts")).mode & 0o200).toBe(0o200);
    expect(filesIn(join(root, "workspace/counter"))["src/link.ts"]).toBe(STARTER["src/counter.ts"]);
  });

  it.skipIf(process.platform === "win32")("may be a link to a folder elsewhere", () => {
    const { root, state, counter } = sampleCourse();
    openCopy(state, counter);
    renameSync(state.copy("counter"), join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), state.copy("counter"));
    expect(openCopy(state, counter).state).toBe("resumed");
    writeFiles(join(root, "elsewhere"), { "src/counter.ts": "mine" });
    resetCopy(state, counter);
    expect(filesIn(join(root, "elsewhere"))).toEqual(STARTER);
    expect(listBackups(state)).toHaveLength(1);
  });

  it.each(["workspace", ".workshop", "workspace/counter"])(
    "can't be made where %s is a file: the environment's fault",
    (path) => {
      const { state, counter } = sampleCourse({ [path]: "a file" });
      expect(() => openCopy(state, counter)).toThrow(EnvironmentError);
      expect(() => openCopy(state, counter)).toThrow(
        /Couldn't make your copy .*a file stands where a folder should be/,
      );
    },
  );

  it.skipIf(process.getuid?.() === 0)("can't be made where nothing can be written: the environment's fault", () => {
    const { root, state, counter } = sampleCourse();
    chmodSync(root, 0o500);
    expect(() => openCopy(state, counter)).toThrow(/Couldn't make your copy .*isn't allowed/);
    chmodSync(root, 0o700);
  });
});
