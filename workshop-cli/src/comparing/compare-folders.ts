import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerFolders } from "../course/answer.ts";
import { compareTexts, type Row } from "./compare-texts.ts";

/** A file that differs, with its path in the project. `null` where one side hasn't got it. */
export type FileComparison = { path: string; rows: Row[]; state: "changed" | "only-left" | "only-right" };

/** Compares what a learner writes: code and releases, and the configuration where the solution has its own. */
export function compareFolders(left: string, right: string): FileComparison[] {
  const paths = new Set([...sourcesIn(left), ...sourcesIn(right)]);
  if (existsSync(join(right, "wrangler.jsonc"))) paths.add("wrangler.jsonc");
  return [...paths]
    .sort()
    .map((path): FileComparison => {
      const [mine, theirs] = [textOf(join(left, path)), textOf(join(right, path))];
      const state = mine === null ? "only-right" : theirs === null ? "only-left" : "changed";
      return { path, rows: compareTexts(mine ?? "", theirs ?? ""), state };
    })
    .filter(({ rows }) => rows.some((row) => row.state === "changed"));
}

function sourcesIn(folder: string): string[] {
  return answerFolders
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
