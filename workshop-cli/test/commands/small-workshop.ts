import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "../throwaway.ts";

/** The repository that these tests belong to. */
const repository = join(import.meta.dirname, "../../..");
/** The command itself, without the launcher. */
export const main = join(repository, "workshop-cli", "src", "main.ts");

/**
 * A workshop of two exercises. Their tests run in Node and look into the learner's file, which is quick: it must
 * hold `return 1` for task 1, `remember` for task 2; with `forever` in it the tests never end. Who writes `return 2`
 * makes a mistake that is known.
 */
export function smallWorkshop(): string {
  const root = folderWith({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "files": [] }',
    ".gitignore": "node_modules\n.workshop\nworkspace\n",
    "exercises/course.json": JSON.stringify({ parts: ["Objects", "Time"], tracks: { essentials: ["counter"] } }),
    ...exercise("01-counter", "A counter", 1),
    ...exercise("02-alarm", "An alarm", 2),
  });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: root });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "A small workshop");
  return root;
}

/** An answer that passes. */
export const rightAnswer = "export function count() {\n  // remember\n  return 1;\n}\n";

function exercise(name: string, title: string, part: number): Record<string, string> {
  return {
    [`exercises/${name}/README.md`]: lesson(title, part),
    [`exercises/${name}/hints.md`]: hints,
    [`exercises/${name}/wrangler.jsonc`]:
      '{ "name": "small", "main": "src/answer.ts", "compatibility_date": "2026-10-01" }',
    [`exercises/${name}/tsconfig.json`]: '{ "extends": "../../tsconfig.json", "include": ["src"] }',
    [`exercises/${name}/src/answer.ts`]: "export function count() {\n  // TODO 1: Answer one.\n  return 0;\n}\n",
    [`exercises/${name}/test/1-counts.node.test.ts`]: test("1. A counter counts", {
      "answers 1": "return 1",
      answers: "return",
    }),
    [`exercises/${name}/test/2-remembers.node.test.ts`]: test("2. A counter remembers", { "keeps it": "remember" }),
    [`solutions/${name}/README.md`]: "# The solution\n\n## Why it is so\n\n**Memory isn't storage.** It forgets.\n",
    [`solutions/${name}/mistakes-fail.md`]: "## counts-double\n\n- 1. answers 1\n",
    [`solutions/${name}/mistakes/counts-double.ts`]: countsDouble,
    [`solutions/${name}/alternatives/by-plus.ts`]: "export const count = () => {\n  // remember\n  return 1 + 0;\n};\n",
    [`solutions/${name}/src/answer.ts`]: rightAnswer,
  };
}

const countsDouble = `/**
 * Each view counts twice.
 *
 * Costs: the author is happy for no reason.
 * Caught by: 1-counts "answers 1"
 * Hint: How often has the page been seen?
 */
export const count = () => {
  // remember
  return 2;
};
`;

function lesson(title: string, part: number): string {
  return `---
title: ${title}
part: ${part}
minutes: 15
concepts: [RPC, storage]
focus: src/answer.ts
---
Count the views of a page.

## 1. A counter counts

Answer \`1\`.

## 2. A counter remembers

Keep it.
`;
}

const hints = `## 1. A counter counts

1. What does it answer now?
2. It has to answer one.
3. Write \`return 1\`.

## 2. A counter remembers

1. What is kept?
2. Storage is.
3. Write \`remember\`.
`;

function test(task: string, tests: Record<string, string>): string {
  const each = Object.entries(tests).map(
    ([name, wanted]) => `
  it("${name}", () => {
    const source = readFileSync(\`\${inject("subject")}/src/answer.ts\`, "utf8");
    if (source.includes("forever")) for (;;);
    expect(source.includes("${wanted}"), "the answer holds ${wanted}").toBe(true);
  });`,
  );
  return `import { readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";

describe("${task}", () => {${each.join("\n")}
});
`;
}

/** The file that a learner writes in a copy. */
export function answerIn(root: string, slug = "counter"): string {
  return join(root, "workspace", slug, "src/answer.ts");
}

/** Puts a folder where the event log stands: neither read nor written, not even by root. Answers how to take it away. */
export function blockLog(root: string): () => void {
  const log = join(root, ".workshop/events.ndjson");
  renameSync(log, `${log}.aside`);
  mkdirSync(log);
  return () => {
    rmdirSync(log);
    renameSync(`${log}.aside`, log);
  };
}
