import { abortAllDurableObjects } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { upgrade } from "#testkit/sockets";
import { adds, documentOf, removes, taken } from "./writers.ts";

describe("1. The document outlives the object's sleep", () => {
  it("keeps what was accepted, though it crashes a moment later", async () => {
    // First in its file: what objects from before an abort had stored was seen again after the wiping between files.
    await taken(await documentOf("crash").enter("ada"), adds("Minutes", 0));
    await abortAllDurableObjects();
    const { text } = await documentOf("crash").shown();
    expect(text, "the text after a crash, which came right after an edit had been accepted").toBe("Minutes");
  });

  it("shows a newcomer the document after an eviction", async () => {
    const { document, enter, shown } = documentOf("newcomer");
    const ada = await enter("ada");
    const first = await taken(ada, adds("Minutes", 0));
    const version = await taken(ada, adds(" of May", first, 7));
    await evict(document);
    const expected = { version, text: "Minutes of May" };
    expect(await shown(), "what a new instance shows, while Ada still has the page open").toEqual(expected);
  });

  it("takes the next edit after an eviction", async () => {
    const { document, enter, shown } = documentOf("next edit");
    const ada = await enter("ada");
    const version = await taken(ada, adds("Minutes", 0));
    await evict(document);
    await taken(ada, adds(" of May", version, 7));
    expect((await shown()).text, "the text, after one edit before an eviction and one after it").toBe("Minutes of May");
  });

  it("is at its newest version after an eviction, though it has many", async () => {
    const { document, enter, shown } = documentOf("many versions");
    const ada = await enter("ada");
    let version = 0;
    for (const [at, letter] of [..."twelve edits"].entries()) version = await taken(ada, adds(letter, version, at));
    await evict(document);
    const expected = { version, text: "twelve edits" };
    expect(await shown(), "what a new instance shows, after twelve edits").toEqual(expected);
  });

  it("keeps the version of an edit that leaves the text as it was", async () => {
    const { document, enter, shown } = documentOf("same letter");
    const ada = await enter("ada");
    const first = await taken(ada, adds("Minutes", 0));
    const version = await taken(ada, { ...adds("M", first), remove: 1 });
    await evict(document);
    const expected = { version, text: "Minutes" };
    expect(await shown(), "what a new instance shows, after an M was written over the M").toEqual(expected);
  });

  it("keeps the version of an edit that leaves no text", async () => {
    const { document, enter, shown } = documentOf("no text");
    const ada = await enter("ada");
    const first = await taken(ada, adds("tea", 0));
    const version = await taken(ada, removes(3, first));
    await evict(document);
    const expected = { version, text: "" };
    expect(await shown(), "what a new instance shows, after all of the text was deleted").toEqual(expected);
  });

  it("keeps of a long text what is left of it", async () => {
    const { document, enter, shown } = documentOf("what is left");
    const ada = await enter("ada");
    const version = await taken(ada, adds("x".repeat(50_000), 0));
    await taken(ada, removes(49_000, version));
    await evict(document);
    const { text } = await shown();
    expect(text.length, "how long the text is after an eviction, with 49,000 of 50,000 characters deleted").toBe(1_000);
  });

  it("keeps a long text as it is, in every alphabet", async () => {
    const { document, enter, shown } = documentOf("alphabets");
    const signs = "\t!#$%&()*+,-./:;<=>?@[\\]^_`{|}~";
    const text = `Zürich isn't Αθήνα\n"京都" 👋🏽\n${signs}`.repeat(1_000);
    await taken(await enter("ada"), adds(text, 0));
    await evict(document);
    const { text: kept } = await shown();
    expect(kept.length, "how long the text is after an eviction").toBe(text.length);
    expect(kept === text, "whether it is the same, character for character").toBe(true);
  });
});

describe("given: the Worker and the sockets", () => {
  const ask = (path: string, init?: RequestInit) =>
    exports.default.fetch(new Request(`https://docs.example${path}`, init));

  it("answers 426 to whoever doesn't ask for a WebSocket", async () => {
    expect((await ask("/documents/minutes?name=ada")).status).toBe(426);
  });

  it("refuses strange names, before there is an object", async () => {
    expect((await ask("/documents/minutes", upgrade)).status).toBe(400);
    expect((await ask("/documents/minutes?name=a/b", upgrade)).status).toBe(400);
    expect((await ask("/documents/A%20B?name=ada", upgrade)).status).toBe(404);
  });

  it("shows a new document, which is empty", async () => {
    const { shown } = documentOf("empty");
    expect(await shown(), "a document that nobody has written in").toEqual({ version: 0, text: "" });
  });

  it("keeps each document for itself", async () => {
    const [minutes, menu] = [documentOf("minutes"), documentOf("menu")];
    await taken(await minutes.enter("ada"), adds("Minutes", 0));
    expect((await menu.shown()).text, "the menu, after somebody wrote in the minutes").toBe("");
  });

  it("answers a close, and sends to the others", async () => {
    const { enter } = documentOf("close");
    const [ada, bob] = [await enter("ada"), await enter("bob")];
    bob.close();
    expect(await bob.closed()).toBe(1000);
    await taken(ada, adds("Alone", 0));
  });
});
