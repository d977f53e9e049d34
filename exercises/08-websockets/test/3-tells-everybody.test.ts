import { describe, expect, it } from "vitest";
import { answerTo } from "./answer-to.ts";
import { pollOf, voteFor } from "./voters.ts";

describe("3. Everybody sees how the poll stands", () => {
  it("shows a vote to everybody", async () => {
    const { enter, seenBy } = pollOf("a vote");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await answerTo(ada, voteFor("soup"), "counted");
    for (const [name, voter] of Object.entries({ Ada: ada, Bob: bob })) {
      const { totals } = await seenBy(voter, (standing) => standing.totals?.soup === 1);
      expect(totals, `the votes that ${name} sees, after Ada's`).toEqual({ soup: 1, pizza: 0, salad: 0 });
    }
  });

  it("shows who has come", async () => {
    const { enter, seenBy } = pollOf("has come");
    const ada = await enter("ada");
    await enter("bob");
    const { here } = await seenBy(ada, (standing) => standing.here?.length === 2);
    expect(here, "who is here, as Ada sees it after Bob came").toEqual(["ada", "bob"]);
  });

  it("isn't stopped by a socket that is closing", async () => {
    const { enter, enterAndSleep, seenBy } = pollOf("closing");
    await enterAndSleep("ada");
    const bob = await enter("bob");
    // Now Ada's older tab is closed, and stays closing, for it doesn't answer.
    const newer = await enter("ada");
    await answerTo(newer, voteFor("soup"), "counted");
    const { totals } = await seenBy(bob, (standing) => standing.totals?.soup === 1);
    expect(totals, "the votes that Bob sees, while Ada's older tab is closing").toEqual({
      soup: 1,
      pizza: 0,
      salad: 0,
    });
  });

  it("stays in its poll", async () => {
    const [lunch, dinner] = [pollOf("lunch"), pollOf("dinner")];
    const [ada, bob] = [await lunch.enter("ada"), await dinner.enter("bob")];
    await answerTo(ada, voteFor("soup"), "counted");
    await answerTo(bob, voteFor("pizza"), "counted");
    const { totals, here } = await dinner.seenBy(bob, (standing) => standing.totals?.pizza === 1);
    expect({ totals, here }, "what Bob, in another poll, sees").toEqual({
      totals: { soup: 0, pizza: 1, salad: 0 },
      here: ["bob"],
    });
  });
});
