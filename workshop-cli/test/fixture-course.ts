import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";

const course = join(import.meta.dirname, "fixtures/course");
const repository = join(import.meta.dirname, "../..");

/** Copies the fixture course to where it can be written and `#testkit` is found; it is gone after the test file. */
export function copyFixtureCourse(): string {
  const folder = join(repository, ".workshop");
  mkdirSync(folder, { recursive: true });
  const root = mkdtempSync(join(folder, "test-"));
  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }), 60_000);
  cpSync(course, root, {
    recursive: true,
    filter: (path) => !/node_modules|\.wrangler/.test(path.slice(course.length)),
  });
  writeFileSync(join(root, "tsconfig.json"), '{ "extends": "../../tsconfig.json" }\n');
  return root;
}
