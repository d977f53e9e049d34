import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { readRelease } from "#testkit/deploys";

const limitsIn = (env: string) => readRelease(join(inject("subject"), "wrangler.jsonc"), env).limits;

describe("2. Every environment has the same limits", () => {
  it("has them in staging", () => {
    expect(limitsIn("staging")?.cpu_ms, "the CPU time of a call in staging, in milliseconds").toBe(60_000);
  });

  it("has them in production", () => {
    expect(limitsIn("production")?.cpu_ms, "the CPU time of a call in production, in milliseconds").toBe(60_000);
  });
});
