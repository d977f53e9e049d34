import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";

describe("1. A lock has one holder at a time", () => {
  it("lets in one of a hundred who ask at once", async () => {
    await using worker = await startWorker();
    const lock = worker.env.LOCK.getByName("a hundred");
    const answers = await Promise.all(Array.from({ length: 100 }, () => lock.acquire(60_000)));
    const given = answers.filter((lease) => lease !== null).length;
    expect(given, "of a hundred machines that ask at once, one gets a lease").toBe(1);
  });
});
