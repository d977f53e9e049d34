import { describe, expect, it } from "vitest";
import { startWorker } from "#testkit/plain-workerd";

describe("3. A private room is new, and its host finds it again", () => {
  it("is another one, too, when the Worker has been started anew", async () => {
    await using worker = await startWorker();
    const open = async () => {
      const response = await worker.fetch("/private?host=ada&title=Chess", { method: "POST" });
      expect(response.status, "the status that Ada is answered when she opens a room").toBe(201);
      const { invitation } = (await response.json()) as { invitation: string };
      return invitation;
    };
    const before = await open();
    await worker.crash();
    const after = await open();
    expect(after === before, "whether a room opened after a restart has the invitation of one from before it").toBe(
      false,
    );
  });
});
