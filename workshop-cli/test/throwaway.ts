import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const all = mkdtempSync(join(realpathSync(tmpdir()), "workshop-test-"));
afterAll(() => rmSync(all, { recursive: true, force: true, maxRetries: 3 }), 60_000);

/** Writes files into a new folder that is gone after the test file, and answers where it is. */
export function folderWith(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(all, "f-"));
  writeFiles(root, files);
  return root;
}

/** Writes files under `root`, with the folders they need. */
export function writeFiles(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
