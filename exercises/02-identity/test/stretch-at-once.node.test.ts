import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";

describe("Stretch: a host opens three rooms, and no fourth", () => {
  it("of fifty that are asked for at once", async () => {
    await using worker = await startWorker();
    const ask = async () => (await worker.fetch("/private?host=ada&title=Chess", { method: "POST" })).status;
    const statuses = await Promise.all(Array.from({ length: 50 }, ask));
    const count = (status: number) => statuses.filter((each) => each === status).length;
    expect({ opened: count(201), refused: count(429) }, "answers to fifty requests").toEqual({
      opened: 3,
      refused: 47,
    });
  });
});
