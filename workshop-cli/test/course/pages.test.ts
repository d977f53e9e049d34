import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const pages = globSync(["*.md", "exercises/*.md", "workshop-cli/**/*.md", "slides/*.md"], {
  cwd: root,
  exclude: ["**/node_modules/**", "workshop-cli/test/fixtures/**"],
});

/** Pages of exercises and solutions are looked at by the course's proof. */
describe("the repository's pages", () => {
  it.each(pages)("%s links to files that are there", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => String(target));
    const local = targets.filter((target) => !/^(https?:|#|mailto:)/.test(target));
    const missing = local.filter((target) => !existsSync(join(root, dirname(page), target.replace(/#.*/, ""))));
    expect(missing).toEqual([]);
  });
});
