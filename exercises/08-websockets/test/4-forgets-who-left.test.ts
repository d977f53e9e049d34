import { abortAllDurableObjects } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { pollOf } from "./voters.ts";

describe("4. Whoever leaves is forgotten", () => {
  it("shows who has left", async () => {
    const { enter, seenBy } = pollOf("has left");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    bob.close();
    await bob.closed();
    const { here } = await seenBy(ada, (standing) => standing.here?.length === 1);
    expect(here, "who is here, as Ada sees it after Bob closed his tab").toEqual(["ada"]);
  });

  it("keeps the vote of who has left", async () => {
    const { poll, enter, store, seenBy } = pollOf("vote stays");
    await store("bob", "pizza");
    await evict(poll());
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    bob.close();
    await bob.closed();
    const { totals } = await seenBy(ada, (standing) => standing.here?.length === 1);
    expect(totals, "the votes, as Ada sees them after Bob, who had voted, left").toEqual({
      soup: 0,
      pizza: 1,
      salad: 0,
    });
  });

  it("keeps a voter whose older tab is gone", async () => {
    const { enter, seenBy } = pollOf("older tab");
    const [older, bob] = [await enter("ada"), await enter("bob")];
    const newer = await enter("ada");
    await older.closed();
    // What there is to be noticed is noticed by now, or never.
    const { here } = await seenBy(bob, (standing) => standing.here?.length === 1);
    expect(here, "who is here, as Bob sees it while Ada's newer tab is open").toEqual(["ada", "bob"]);
    newer.close();
    await newer.closed();
    const later = await seenBy(bob, (standing) => standing.here?.length === 1);
    expect(later.here, "who is here, as Bob sees it after Ada's newer tab is closed too").toEqual(["bob"]);
  });

  it("leaves memory once everybody has left, and its votes stay", async () => {
    const { poll, enter, store } = pollOf("leaves memory");
    await store("ada", "soup");
    const ada = await enter("ada");
    ada.close();
    await ada.closed();
    await evict(poll());
    const { mine } = await (await enter("ada")).next("welcome");
    expect(mine, "Ada's vote, when she comes back to a new instance").toBe("soup");
  });

  it("takes its sockets with it when it goes, and starts with nobody", async () => {
    const { enter, store } = pollOf("goes");
    await store("ada", "soup");
    const [, bob] = [await enter("ada"), await enter("bob")];
    // What a deploy, a crash or a move to another machine does.
    await abortAllDurableObjects();
    expect(await bob.closed(), "the code with which Bob's socket breaks").toBe(1006);
    const { mine, here } = await (await enter("ada")).next("welcome");
    expect({ mine, here }, "what Ada finds, who comes back first").toEqual({ mine: "soup", here: ["ada"] });
  });
});
