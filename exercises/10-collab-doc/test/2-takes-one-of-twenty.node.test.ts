import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect } from "#testkit/sockets";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

describe("2. An edit counts on the version that it was made on", () => {
  it("takes one of twenty that were made on the same version", async () => {
    const writer = (_: unknown, n: number) => connect(new URL(`/documents/twenty?name=writer-${n}`, worker.url));
    const writers = await Promise.all(Array.from({ length: 20 }, writer));
    for (const socket of writers) socket.send({ type: "edit", version: 0, at: 0, remove: 0, insert: "me" });
    const answers = await Promise.all(writers.map((socket) => socket.next("accepted", "stale")));
    const taken = answers.filter(({ type }) => type === "accepted").map(({ version }) => version);
    expect(taken.join(", "), "the versions that were made by twenty edits of version 0 at once").toBe("1");
    const others = answers.filter(({ type }) => type === "stale").map(({ version, text }) => `${version}: ${text}`);
    expect(others, "what the others were shown instead").toEqual(Array(19).fill("1: me"));
  });
});
