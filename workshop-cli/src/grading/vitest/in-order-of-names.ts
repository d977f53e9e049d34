import { basename } from "node:path";
import type { TestSequencer, TestSpecification } from "vitest/node";

/**
 * Task after task, and then the stretch: one that never ends takes no task along. Left alone, Vitest begins with files that
 * have failed, or are large.
 */
export class InOrderOfNames implements TestSequencer {
  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }

  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (basename(a.moduleId) < basename(b.moduleId) ? -1 : 1));
  }
}
