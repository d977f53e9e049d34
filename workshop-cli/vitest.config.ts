import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["test/**/*.test.ts"],
    // Projects of their own: what is to be graded, and what runs inside workerd.
    exclude: ["test/fixtures/**", "test/testkit/*/**"],
    // Left alone, Vitest keeps a processor for itself, and needs little of it: ours wait for programs that they start.
    maxWorkers: availableParallelism(),
    // Many tests start programs, and a busy machine takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
