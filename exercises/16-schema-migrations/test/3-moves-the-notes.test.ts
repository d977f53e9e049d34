import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { answerOf, everybody, oldShop, type Release } from "./old-shops.ts";

describe("3. A customer has any number of notes", () => {
  it("keeps notes in the order in which they came", async () => {
    const shop = env.CUSTOMERS.getByName("three notes");
    const id = (await shop.add("Ada", null)) ?? 0;
    for (const note of ["first", "second", "third"]) await shop.addNote(id, note);
    expect(await shop.notes(id), "notes about a customer who got three").toEqual(["first", "second", "third"]);
  });

  it("keeps a note that says the same as one before", async () => {
    const shop = env.CUSTOMERS.getByName("same words");
    const id = (await shop.add("Ada", null)) ?? 0;
    for (const note of ["Called.", "Called."]) await shop.addNote(id, note);
    expect(await shop.notes(id), "notes about a customer who was called twice").toEqual(["Called.", "Called."]);
  });

  it("keeps a new note that has no words", async () => {
    const shop = env.CUSTOMERS.getByName("no words");
    const id = (await shop.add("Ada", null)) ?? 0;
    for (const note of ["", "Called."]) await shop.addNote(id, note);
    expect(await shop.notes(id), "notes about a customer, the first of which is empty").toEqual(["", "Called."]);
  });

  it("keeps no note about a number that nobody has", async () => {
    const shop = env.CUSTOMERS.getByName("nobody yet");
    const ada = (await shop.add("Ada", null)) ?? 0;
    await answerOf(shop, (instance) => instance.addNote(ada + 1, "Nobody's."));
    const bob = (await shop.add("Bob", null)) ?? 0;
    expect(bob, "the number that Bob gets, to which somebody made a note before him").toBe(ada + 1);
    expect(await shop.notes(bob), "notes about Bob, who is new").toEqual([]);
  });

  it("keeps the notes of customers apart", async () => {
    const shop = env.CUSTOMERS.getByName("two customers");
    const ada = (await shop.add("Ada", null)) ?? 0;
    const bob = (await shop.add("Bob", null)) ?? 0;
    await shop.addNote(ada, "about Ada");
    await shop.addNote(bob, "about Bob");
    await shop.addNote(ada, "more about Ada");
    expect(await shop.notes(ada), "notes about Ada").toEqual(["about Ada", "more about Ada"]);
    expect(await shop.notes(bob), "notes about Bob").toEqual(["about Bob"]);
  });

  it.for([1, 2, 3] as Release[])("keeps the note that a customer has in a shop of release %i", async (release) => {
    const shop = await oldShop(`old note of ${release}`, release);
    await answerOf(shop, (instance) => instance.addNote(1, "Moved to Paris."));
    const notes = await answerOf(shop, (instance) => instance.notes(1));
    expect(notes, "the old note about Ada and a new one").toEqual([" Pays well.\n", "Moved to Paris."]);
  });

  it("makes no note about a customer who had none", async () => {
    const shop = await oldShop("no note", 3);
    expect(await answerOf(shop, (instance) => instance.notes(2)), "notes about Élodie, who had none").toEqual([]);
    await answerOf(shop, (instance) => instance.addNote(2, "Moved to Lyon."));
    await answerOf(shop, (instance) => instance.addNote(2, "And back."));
    const notes = await answerOf(shop, (instance) => instance.notes(2));
    expect(notes, "notes about Élodie after two").toEqual(["Moved to Lyon.", "And back."]);
  });

  it("keeps an old note that has no words", async () => {
    const shop = await oldShop("empty note", 3, [{ name: "Ada", since: new Date("2024-02-29T12:00:00Z"), note: "" }]);
    await answerOf(shop, (instance) => instance.addNote(1, "Called."));
    const notes = await answerOf(shop, (instance) => instance.notes(1));
    expect(notes, "the old note about Ada, which is empty, and a new one").toEqual(["", "Called."]);
  });

  it("has them once when the object starts again", async () => {
    const shop = await oldShop("notes, again", 3);
    await answerOf(shop, (instance) => instance.addNote(3, "Called anyway."));
    await evictDurableObject(shop);
    const notes = await answerOf(shop, (instance) => instance.notes(3));
    expect(notes, "notes about O'Hara after another start").toEqual(["Don't call; write.", "Called anyway."]);
  });

  it("answers 503 to whoever reads or writes notes where a step has failed", async () => {
    const twins = everybody.map((customer) => ({ ...customer, email: "us@a.test" }));
    await oldShop("closed", 2, twins);
    const url = "https://example.com/closed/customers/1/notes";
    expect((await exports.default.fetch(url)).status, "status of reading notes where step 3 fails").toBe(503);
    const added = await exports.default.fetch(url, { method: "POST", body: "Called." });
    expect(added.status, "status of adding a note where step 3 fails").toBe(503);
  });
});
