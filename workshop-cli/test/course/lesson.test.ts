import { describe, expect, it } from "vitest";
import { readHints } from "../../src/course/hints.ts";
import { readLesson } from "../../src/course/lesson.ts";
import { loadCourse } from "../../src/course/load.ts";
import { CourseError } from "../../src/errors.ts";
import { folderWith } from "../throwaway.ts";
import { frontMatter } from "./small-course.ts";

const LESSON = `A situation.

## 1. It remembers

Do it.

\`\`\`md
## 2. Not a task
\`\`\`

## 2. It answers
Then this.

## What it costs
Little.
`;

const HINTS = `## 1. It remembers

1. Does anything survive?
2. Storage does.
   It is asynchronous.

   \`\`\`ts
   await get("x");
   ## 9. not a heading
   1. not a rung
   \`\`\`
3. \`put\` it.

## 2. It answers
1. One.
2. Two.
`;

describe.each([
  ["plain line ends", "\n"],
  ["Windows line ends", "\r\n"],
])("a lesson with %s", (_, lineEnd) => {
  const exercise = exerciseWith(LESSON, HINTS, lineEnd);

  it("has a text without front matter and its tasks in order", () => {
    const lesson = readLesson(exercise);
    expect(lesson.text).toMatch(/^A situation\.\n\n## 1\. It remembers/);
    expect(lesson.text).toMatch(/Little\.$/);
    expect(lesson.tasks).toEqual([
      { number: 1, title: "It remembers", text: "Do it.\n\n```md\n## 2. Not a task\n```" },
      { number: 2, title: "It answers", text: "Then this." },
    ]);
  });

  it("has hints by task, one text a rung, code included", () => {
    const hints = readHints(exercise);
    expect([...hints.keys()]).toEqual([1, 2]);
    expect(hints.get(1)).toEqual([
      "Does anything survive?",
      'Storage does.\nIt is asynchronous.\n\n```ts\nawait get("x");\n## 9. not a heading\n1. not a rung\n```',
      "`put` it.",
    ]);
    expect(hints.get(2)).toEqual(["One.", "Two."]);
  });
});

describe("a lesson at fault", () => {
  it("is named with file and line", () => {
    expect(() => readLesson(exerciseWith("## 1. a\n## 3. b\n", ""))).toThrow(
      /01-a\/README.md:9: Task 3 stands where 2/,
    );
    expect(() => readHints(exerciseWith("", "## 1. a\nText.\n1. b\n"))).toThrow(
      /01-a\/hints.md:1: "a" has text before/,
    );
    expect(() => readHints(exerciseWith("", "\n## 1. a\n"))).toThrow(/01-a\/hints.md:2: "a" has no rungs/);
    expect(() => readHints(exerciseWith("", null))).toThrow(CourseError);
    expect(() => readHints(exerciseWith("", null))).toThrow(/exercises\/01-a\/hints.md can't be read/);
  });
});

function exerciseWith(lesson: string, hints: string | null, lineEnd = "\n") {
  const root = folderWith({
    "exercises/course.json": '{"parts":["One"]}',
    "exercises/01-a/README.md": (frontMatter() + lesson).replaceAll("\n", lineEnd),
    ...(hints === null ? {} : { "exercises/01-a/hints.md": hints.replaceAll("\n", lineEnd) }),
  });
  const [exercise] = loadCourse(root).exercises;
  if (!exercise) throw new Error("Expected an exercise, got none");
  return exercise;
}
