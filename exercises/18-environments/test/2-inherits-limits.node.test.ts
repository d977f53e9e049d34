import { describe, expect, it } from "vitest";
import { votesIn } from "./votes.ts";

const timeIn = (env: string) => votesIn(env).limits?.cpu_ms;

describe("2. Every environment has the same limits", () => {
  it("has them in staging", () => {
    expect(timeIn("staging"), "the CPU time of a call in staging, in milliseconds").toBe(60_000);
  });

  it("has them in production", () => {
    expect(timeIn("production"), "the CPU time of a call in production, in milliseconds").toBe(60_000);
  });
});
