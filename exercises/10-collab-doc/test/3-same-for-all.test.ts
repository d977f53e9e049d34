import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { adds, answerTo, documentOf, inWords, pageOf, taken } from "./writers.ts";

describe("3. Everybody sees the same edits in the same order", () => {
  it("tells the others what was written, by whom, and which version it made", async () => {
    const { enter } = documentOf("others");
    const [ada, bob, cem] = [await enter("ada"), await enter("bob"), await enter("cem")];
    await taken(ada, adds("tea", 0));
    const edit = 'edited 1 by ada: at 0, remove 0, insert "tea"';
    expect(inWords(await bob.next("edited")), "what Bob is told").toBe(edit);
    expect(inWords(await cem.next("edited")), "what Cem is told").toBe(edit);
  });

  it("knows after an eviction who writes, and who reads", async () => {
    const { document, enter } = documentOf("after an eviction");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await ada.next("document");
    await evict(document);
    await taken(bob, adds("tea", 0));
    const tea = 'edited 1 by bob: at 0, remove 0, insert "tea"';
    expect(inWords(await ada.next("edited")), "what Ada is told by a new instance").toBe(tea);
    await taken(ada, adds("coffee, ", 1));
    const coffee = 'edited 2 by ada: at 0, remove 0, insert "coffee, "';
    expect(inWords(await bob.next("edited")), "what Bob, who wrote the tea, is told first").toBe(coffee);
  });

  it("doesn't tell a writer what they wrote", async () => {
    const { enter } = documentOf("no echo");
    const ada = await enter("ada");
    await taken(ada, adds("tea", 0));
    await taken(ada, adds("coffee, ", 1));
    // Nothing comes after the answer to this that was sent before it.
    await answerTo(ada, "{");
    const expected = "document, accepted, accepted, refused";
    expect(ada.types().join(", "), "what Ada, who is alone, has been sent").toBe(expected);
  });

  it("tells a writer's other tab", async () => {
    const { enter } = documentOf("two tabs");
    const [tab, otherTab] = [await enter("ada"), await enter("ada")];
    await taken(tab, adds("tea", 0));
    const tea = 'edited 1 by ada: at 0, remove 0, insert "tea"';
    expect(inWords(await otherTab.next("edited")), "what Ada's other tab is told").toBe(tea);
  });

  it("shows two who write at once the same text", async () => {
    const { enter } = documentOf("at once");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    const version = await taken(ada, adds("milk", 0));
    await bob.next("edited");
    const soda = { type: "edit", version, at: 0, remove: 4, insert: "soda" };
    await taken(ada, soda);
    bob.send({ ...soda, insert: "wine" });
    const pages = { bob: await pageOf(bob, "wine", 1), ada: await pageOf(ada, "soda", 0) };
    const expected = { ada: "soda", bob: "soda" };
    expect(pages, "what the pages show in the end, of Ada, who was first, and of Bob").toEqual(expected);
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
