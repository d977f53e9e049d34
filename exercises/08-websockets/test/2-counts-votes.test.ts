import { describe, expect, it } from "vitest";
import { answerTo } from "./answer-to.ts";
import { pollOf, voteFor } from "./voters.ts";

describe("2. A message is a vote, or is refused", () => {
  it("counts a vote, and says so", async () => {
    const { enter } = pollOf("counts");
    const ada = await enter("ada");
    const { choice } = await answerTo(ada, voteFor("soup"), "counted");
    expect(choice, "what Ada is told that she voted for").toBe("soup");
    const { totals } = await (await enter("bob")).next("welcome");
    expect(totals, "the votes, as Bob finds them").toEqual({ soup: 1, pizza: 0, salad: 0 });
  });

  it("counts a vote, wherever JSON has spaces, and in whichever order", async () => {
    const ada = await pollOf("spaces").enter("ada");
    const { choice } = await answerTo(ada, '{\n    "choice": "soup",\n    "type": "vote"\n}\n', "counted");
    expect(choice, "what Ada is told that she voted for").toBe("soup");
  });

  it("counts each voter's last vote", async () => {
    const { enter } = pollOf("last");
    const ada = await enter("ada");
    for (const choice of ["soup", "pizza"]) await answerTo(ada, voteFor(choice), "counted");
    const { totals } = await (await enter("bob")).next("welcome");
    expect(totals, "the votes after Ada changed from soup to pizza").toEqual({ soup: 0, pizza: 1, salad: 0 });
  });

  it.each([
    ["what isn't JSON", "{"],
    ["an empty text", ""],
    ["a null", "null"],
    ["a number", "1"],
    ["a list with a vote in it", [voteFor("soup")]],
    ["another type of message", { type: "veto", choice: "soup" }],
    ["a vote without a choice", { type: "vote" }],
    ["a choice that there isn't", voteFor("cake")],
    ["the name of something that every object has", voteFor("toString")],
    ["a choice in a list", { type: "vote", choice: ["soup"] }],
  ])("refuses %s, and goes on listening", async (what, message) => {
    const { enter } = pollOf(`refuses ${what}`);
    const ada = await enter("ada");
    await answerTo(ada, message, "refused");
    await answerTo(ada, voteFor("salad"), "counted");
    const { totals } = await (await enter("bob")).next("welcome");
    expect(totals, "the votes: what was refused isn't among them").toEqual({ soup: 0, pizza: 0, salad: 1 });
  });
});
