import { afterAll, beforeAll, describe, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect } from "#testkit/sockets";
import { beginOfMessage, openConnection } from "./open-connection.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

/** Ada is in a poll and Bob comes; who is here, as Ada sees it, once he is gone, or in the end, where he never is. */
async function seenWhenBobIsGone(poll: string, comeAndEnd: (address: URL) => Promise<void>): Promise<unknown> {
  const address = (voter: string) => new URL(`/polls/${poll}?voter=${voter}`, worker.url);
  const ada = await connect(address("ada"));
  await comeAndEnd(address("bob"));
  let hasCome = false;
  try {
    for (;;) {
      const { here } = (await ada.next("standing")) as { here: string[] };
      if (hasCome && !here.includes("bob")) return here;
      hasCome ||= here.includes("bob");
    }
  } catch {
    return ada.last("standing")?.here;
  }
}

describe.concurrent("4. Whoever leaves is forgotten", () => {
  it("notices a tab that is closed, and lets it close", async ({ expect }) => {
    const seen = await seenWhenBobIsGone("tab", async (address) => {
      const bob = await connect(address);
      bob.close();
      await bob.closed();
    });
    expect(seen, "who is here, as Ada sees it after Bob closed his tab").toEqual(["ada"]);
  });

  it("notices a connection that breaks", async ({ expect }) => {
    const seen = await seenWhenBobIsGone("breaks", async (address) => {
      (await openConnection(address)).destroy();
    });
    expect(seen, "who is here, as Ada sees it after Bob's connection broke").toEqual(["ada"]);
  });

  it("notices a socket that the runtime closes because of a message", async ({ expect }) => {
    const seen = await seenWhenBobIsGone("too-long", async (address) => {
      (await openConnection(address)).write(beginOfMessage(33 * 1024 * 1024));
    });
    expect(seen, "who is here, as Ada sees it after Bob sent more than 32 MiB").toEqual(["ada"]);
  });
});
