import { describe, expect, it } from "vitest";
import { adds, answerTo, documentOf, inWords, removes, taken } from "./writers.ts";

describe("2. An edit counts on the version that it was made on", () => {
  it("gives each edit the next number", async () => {
    const { enter } = documentOf("numbers");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    const answers = [
      inWords(await answerTo(ada, adds("one", 0))),
      inWords(await answerTo(ada, adds("two ", 1))),
      inWords(await answerTo(bob, adds("three ", 2))),
    ].join(", ");
    const expected = "accepted 1, accepted 2, accepted 3";
    expect(answers, "the answers to three edits, each made on the version of the one before").toBe(expected);
  });

  it("answers an edit of an older version with the document as it is", async () => {
    const { enter } = documentOf("older");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await taken(ada, adds("tea", 0));
    const answer = await answerTo(bob, adds("coffee", 0));
    expect(inWords(answer), "what Bob, who hadn't seen the tea, is answered").toBe('stale 1: "tea"');
  });

  it("leaves everything as it was, where an edit is stale", async () => {
    const { enter, shown } = documentOf("as it was");
    const [ada, bob, cem] = [await enter("ada"), await enter("bob"), await enter("cem")];
    await taken(ada, adds("tea", 0));
    await answerTo(bob, adds("coffee", 0));
    expect(await shown(), "the document, after an edit that was stale").toEqual({ version: 1, text: "tea" });
    await answerTo(cem, "{");
    const told = cem.types().filter((type) => type === "edited").length;
    expect(told, "of how many edits Cem was told: Ada's was taken, Bob's wasn't").toBe(1);
  });

  it("says stale, not impossible, where the text has gone meanwhile", async () => {
    const { enter } = documentOf("gone meanwhile");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await taken(ada, adds("tea and coffee", 0));
    await answerTo(ada, removes(14, 1));
    const answer = await answerTo(bob, adds(" with milk", 1, 3));
    expect(inWords(answer), "what Bob is answered, who adds milk to a tea that was deleted").toBe('stale 2: ""');
  });

  it("answers an edit of a version that isn't there yet likewise", async () => {
    const { enter } = documentOf("not there yet");
    const ada = await enter("ada");
    await taken(ada, adds("tea", 0));
    const answer = await answerTo(ada, adds("coffee", 7));
    expect(inWords(answer), "the answer to an edit of version 7, when there is version 1").toBe('stale 1: "tea"');
  });

  it("takes a stale edit when it is made anew", async () => {
    const { enter, shown } = documentOf("anew");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    await taken(ada, adds("tea", 0));
    const stale = await answerTo(bob, adds("coffee", 0));
    await answerTo(bob, adds(", coffee", Number(stale.version), 3));
    expect(await shown(), "the document, with what both have written").toEqual({ version: 2, text: "tea, coffee" });
  });

  it("takes an edit that may be merged like any other", async () => {
    const { enter, shown } = documentOf("may be merged");
    const answer = await answerTo(await enter("ada"), { ...adds("tea", 0), type: "merge" });
    expect(inWords(answer), "the answer to an edit that may be merged, and needn't be").toBe("accepted 1");
    expect(await shown(), "the document after it").toEqual({ version: 1, text: "tea" });
  });

  it("puts nothing in the wrong place, where it may be merged", async () => {
    const { enter, shown } = documentOf("wrong place");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    const version = await taken(ada, adds("tea", 0));
    await taken(ada, adds("At noon: ", version));
    const { type } = await answerTo(bob, { ...adds(" and milk", version, 3), type: "merge" });
    const right = ["stale: At noon: tea", "accepted: At noon: tea and milk"];
    expect(right, "the answer to Bob, who adds milk to the tea, and the text").toContain(
      `${type}: ${(await shown()).text}`,
    );
  });
});

describe("given: what can't be carried out", () => {
  it("is refused where it makes the document too long, and changes nothing", async () => {
    const { enter, shown } = documentOf("too long");
    const ada = await enter("ada");
    const version = await taken(ada, adds("x".repeat(99_999), 0));
    const refusal = await answerTo(ada, adds("yz", version));
    expect(inWords(refusal)).toBe("refused: A document has at most 100000 characters.");
    expect((await shown()).version, "the version after an edit that was refused").toBe(version);
    expect((await answerTo(ada, adds("y", version))).type, "the answer to one that just fits").toBe("accepted");
  });

  it("is refused where there isn't so much text, or a character would be cut", async () => {
    const { enter } = documentOf("doesn't fit");
    const ada = await enter("ada");
    const version = await taken(ada, adds("Hi 👋", 0));
    expect((await answerTo(ada, removes(6, version))).why).toBe("There are only 5 characters.");
    expect((await answerTo(ada, adds("!", version, 4))).why).toBe("An edit doesn't cut a character in two.");
    await taken(ada, adds("Oh. ", version));
  });

  it("is refused where it is no edit, and the socket stays", async () => {
    const { enter } = documentOf("no edit");
    const ada = await enter("ada");
    const wrong = [
      "{",
      "null",
      "[]",
      { ...adds("x", 0), type: "dance" },
      adds("x", -1),
      adds("x", 0, 0.5),
      adds("", 0),
    ];
    const answers = [];
    for (const message of wrong) answers.push((await answerTo(ada, message)).type);
    expect(answers).toEqual(Array(7).fill("refused"));
    await taken(ada, adds("All right", 0));
  });
});
