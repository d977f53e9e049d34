import { folderWith } from "../throwaway.ts";

/** Front matter that a lesson can't do without, with `changes` put over it; `null` leaves a key out. */
export function frontMatter(changes: Record<string, string | null> = {}): string {
  const fields = {
    title: "A counter",
    part: "1",
    minutes: "15",
    concepts: "[RPC]",
    focus: "src/counter.ts",
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
  return `---\n${lines.join("\n")}\n---\n`;
}

/** A course whose exercises have these folder names, each with changes to its front matter. */
export function courseWith(
  folders: Record<string, Record<string, string | null>>,
  courseFile: string = JSON.stringify({ parts: ["One", "Two"] }),
): string {
  const lessons = Object.entries(folders).map(([name, changes]) => [
    `exercises/${name}/README.md`,
    frontMatter(changes),
  ]);
  return folderWith({ "exercises/course.json": courseFile, ...Object.fromEntries(lessons) });
}
