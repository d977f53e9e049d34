import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { adds, answerTo, documentOf, pageOf, taken } from "./writers.ts";

describe("3. Everybody sees the same edits in the same order", () => {
  it("tells the others what was written, by whom, and which version it made", async () => {
    const { enter } = documentOf("others");
    const [ada, bob, cem] = [await enter("ada"), await enter("bob"), await enter("cem")];
    await taken(ada, adds("tea", 0));
    const edit = { version: 1, by: "ada", at: 0, remove: 0, insert: "tea" };
    expect(await bob.next("edited"), "what Bob is told").toMatchObject(edit);
    expect(await cem.next("edited"), "what Cem is told").toMatchObject(edit);
  });

  it("knows after an eviction who writes, and who reads", async () => {
    const { document, enter } = documentOf("after an eviction");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await ada.next("document");
    await evict(document);
    await taken(bob, adds("tea", 0));
    expect(await ada.next("edited"), "what Ada is told by a new instance").toMatchObject({ by: "bob", insert: "tea" });
    await taken(ada, adds("coffee, ", 1));
    const told = await bob.next("edited");
    expect(told, "what Bob, who wrote the tea, is told first").toMatchObject({ by: "ada", insert: "coffee, " });
  });

  it("doesn't tell a writer what they wrote", async () => {
    const { enter } = documentOf("no echo");
    const ada = await enter("ada");
    await taken(ada, adds("tea", 0));
    await taken(ada, adds("coffee, ", 1));
    expect(ada.types(), "what Ada, who is alone, has been sent").toEqual(["document", "accepted", "accepted"]);
  });

  it("tells a writer's other tab", async () => {
    const { enter } = documentOf("two tabs");
    const [tab, otherTab] = [await enter("ada"), await enter("ada")];
    await taken(tab, adds("tea", 0));
    expect(await otherTab.next("edited"), "what Ada's other tab is told").toMatchObject({ version: 1, insert: "tea" });
  });

  it("shows two who write at once the same text", async () => {
    const { enter } = documentOf("at once");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    const version = await taken(ada, adds("soup?", 0));
    await bob.next("edited");
    const tea = { type: "edit", version, at: 0, remove: 5, insert: "tea" };
    await taken(ada, tea);
    bob.send({ ...tea, insert: "coffee" });
    const pages = { bob: await pageOf(bob, "coffee"), ada: await pageOf(ada, "tea") };
    expect(pages, "what the pages of Ada, who was first, and of Bob show in the end").toEqual({
      ada: "tea",
      bob: "tea",
    });
  });
});

describe("given: what is refused", () => {
  it("is told to nobody", async () => {
    const { enter } = documentOf("refused");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await answerTo(ada, adds("tea", 0, 7));
    await answerTo(bob, "{");
    expect(bob.types()).toEqual(["document", "refused"]);
  });
});
