import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";

describe("1. A limiter allows five calls within any minute", () => {
  it("of a hundred at once", async () => {
    await using worker = await startWorker();
    const limiter = worker.env.RATE_LIMITER.getByName("hundred");
    const decisions = await Promise.all(Array.from({ length: 100 }, () => limiter.take()));
    expect(decisions.filter(({ allowed }) => allowed).length, "calls allowed of a hundred at once").toBe(5);
  });
});
