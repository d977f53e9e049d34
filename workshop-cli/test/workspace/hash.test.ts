import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerHash, contentHash, sameContent, testsHash } from "../../src/workspace/hash.ts";
import { folderWith, writeFiles } from "../throwaway.ts";
import { STARTER, sampleCourse } from "./sample-course.ts";

describe("the hash of an answer", () => {
  it("changes with the source and the configuration, and with nothing else", () => {
    const folder = folderWith(STARTER);
    const hash = answerHash(folder);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    writeFiles(folder, { "README.md": "x", "test/1-counts.test.ts": "x", "notes.txt": "x", "node_modules/x": "x" });
    expect(answerHash(folder)).toBe(hash);
    writeFiles(folder, { "src/new.ts": "" });
    const withFile = answerHash(folder);
    writeFiles(folder, { "wrangler.jsonc": "{}" });
    const withConfiguration = answerHash(folder);
    writeFiles(folder, { "releases/1.jsonc": "{}" });
    expect(new Set([hash, withFile, withConfiguration, answerHash(folder)]).size).toBe(4);
  });

  it("is the same with Windows line ends", () => {
    const windows = Object.fromEntries(
      Object.entries(STARTER).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
    );
    expect(answerHash(folderWith(windows))).toBe(answerHash(folderWith(STARTER)));
  });

  it("exists for an empty folder and for none", () => {
    expect(answerHash(join(folderWith(), "nowhere"))).toBe(answerHash(folderWith()));
  });
});

it("the hash of tests changes with the tests alone", () => {
  const { counter } = sampleCourse();
  const hash = testsHash(counter);
  writeFiles(counter.folder, { "src/counter.ts": "x", "test/starter-fails.md": "x", "test/.hidden/a.ts": "x" });
  expect(testsHash(counter)).toBe(hash);
  writeFiles(counter.folder, { "test/rows.sql": "x" });
  const withRows = testsHash(counter);
  writeFiles(counter.folder, { "test/1-counts.test.ts": "x" });
  expect(new Set([hash, withRows, testsHash(counter)]).size).toBe(3);
});

it.each<[string, string | null, string | null, boolean]>([
  ["line ends apart", "a\r\nb\n", "a\nb\r\n", true],
  ["a lone carriage return", "a\rb", "a\nb", false],
  ["two that aren't there", null, null, true],
  ["one that isn't there", "", null, false],
  ["binary", "\0\r\n", "\0\n", false],
])("content is compared: %s", (_, a, b, same) => {
  const [left, right] = [a, b].map((text) => (text === null ? null : Buffer.from(text)));
  expect(sameContent(left ?? null, right ?? null)).toBe(same);
  if (left && right) expect(contentHash(left) === contentHash(right)).toBe(same);
});
