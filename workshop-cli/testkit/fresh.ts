/** Runs before each file of an exercise's tests: they share one workerd, and must not share what is stored in it. */
import { afterAll, vi } from "vitest";
import { wipe } from "./wipe.ts";

await wipe();
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
