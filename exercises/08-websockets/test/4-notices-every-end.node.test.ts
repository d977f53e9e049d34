import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlainWorker, startWorker } from "#testkit/plain-workerd";
import { connect, type TestSocket } from "#testkit/sockets";
import { beginOfMessage, openConnection } from "./open-connection.ts";

let worker: PlainWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker?.dispose());

/** Ada is in a poll, and sees how Bob comes; what she sees when his socket has ended. */
async function whenBobEnds(poll: string, comeAndEnd: (address: URL) => Promise<void>) {
  const address = (voter: string) => new URL(`/polls/${poll}?voter=${voter}`, worker.url);
  const ada = await connect(address("ada"));
  await comeAndEnd(address("bob"));
  await seenBy(ada, 2);
  return seenBy(ada, 1);
}

/** Who is here as a voter sees it, once they are so many; where they never are, as the voter saw it last. */
async function seenBy(voter: TestSocket, count: number): Promise<unknown> {
  try {
    for (;;) {
      const { here } = await voter.next("standing");
      if ((here as string[]).length === count) return here;
    }
  } catch {
    return voter.last("standing")?.here;
  }
}

describe.concurrent("4. Whoever leaves is forgotten", () => {
  it("notices a tab that is closed, and lets it close", async ({ expect }) => {
    const seen = await whenBobEnds("tab", async (address) => {
      const bob = await connect(address);
      bob.close();
      await bob.closed();
    });
    expect(seen, "who is here, as Ada sees it after Bob closed his tab").toEqual(["ada"]);
  });

  it("notices a connection that breaks", async ({ expect }) => {
    const seen = await whenBobEnds("breaks", async (address) => {
      (await openConnection(address)).destroy();
    });
    expect(seen, "who is here, as Ada sees it after Bob's connection broke").toEqual(["ada"]);
  });

  it("notices a socket that the runtime closes because of a message", async ({ expect }) => {
    const seen = await whenBobEnds("too-long", async (address) => {
      (await openConnection(address)).write(beginOfMessage(33 * 1024 * 1024));
    });
    expect(seen, "who is here, as Ada sees it after Bob sent more than 32 MiB").toEqual(["ada"]);
  });
});
