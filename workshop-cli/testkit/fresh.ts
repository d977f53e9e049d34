/** Runs before each file of an exercise's tests: they share one workerd, and must not share what is stored in it. */
import { reset } from "cloudflare:test";
import { afterAll, vi } from "vitest";

await reset();
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
