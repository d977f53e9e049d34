import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { freezeDate, moveDate } from "#testkit/time";
import type { Chat } from "../src/chat.ts";
import { chatOf, texts } from "./visitors.ts";

describe("3. A room remembers what was said", () => {
  it("shows newcomers what was said, also after an eviction", async () => {
    const { chat, enter } = chatOf("newcomers");
    const ada = await enter("hall", "ada");
    ada.send({ type: "say", text: "Hello" });
    await ada.next("said");
    await evict(chat);
    const bob = await enter("hall", "bob");
    expect(texts(await bob.next("history")), "the history that Bob is sent by a new instance").toEqual(["ada: Hello"]);
  });

  it("shows the last fifty, in order", async () => {
    freezeDate();
    const { chat, enter } = chatOf("fifty");
    await enter("hall", "ada");
    await runInDurableObject(chat, async (instance, state) => {
      const [socket] = state.getWebSockets();
      if (socket === undefined) throw new Error("The object holds no socket that getWebSockets() knows.");
      for (let number = 1; number <= 60; number++) {
        moveDate(10_000);
        await instance.webSocketMessage(socket, JSON.stringify({ type: "say", text: String(number) }));
      }
    });
    const bob = await enter("hall", "bob");
    const expected = Array.from({ length: 50 }, (_, index) => `ada: ${index + 11}`);
    expect(texts(await bob.next("history")), "the history after 60 messages").toEqual(expected);
  });

  it("forgets nothing of a quiet room, however much is said in another", async () => {
    freezeDate();
    const { chat, enter } = chatOf("quiet room");
    const [ada] = [await enter("hall", "ada"), await enter("cellar", "cem"), await enter("hall", "ada")];
    ada.send({ type: "say", text: "Hello" });
    await ada.next("said");
    await sayMuch(chat);
    const bob = await enter("hall", "bob");
    expect(texts(await bob.next("history")), "the history of the hall, after 60 messages in the cellar").toEqual([
      "ada: Hello",
    ]);
  });

  it("counts fifty of its own, however much is said in another in between", async () => {
    freezeDate();
    const { chat, enter } = chatOf("before and after");
    const [ada] = [await enter("hall", "ada"), await enter("cellar", "cem"), await enter("hall", "ada")];
    ada.send({ type: "say", text: "Hello" });
    await ada.next("said");
    await sayMuch(chat);
    ada.send({ type: "say", text: "Nobody here?" });
    await ada.next("said");
    const bob = await enter("hall", "bob");
    expect(
      texts(await bob.next("history")),
      "the history of the hall, where something was said before 60 messages in the cellar, and after them",
    ).toEqual(["ada: Hello", "ada: Nobody here?"]);
  });

  it("tells nobody what was said in another room", async () => {
    const { enter } = chatOf("other rooms");
    const ada = await enter("hall", "ada");
    ada.send({ type: "say", text: "Hello" });
    await ada.next("said");
    const bob = await enter("cellar", "bob");
    expect(texts(await bob.next("history")), "the history of the cellar, where nobody has spoken").toEqual([]);
  });

  it("gives what is said a number that grows", async () => {
    const { chat, enter } = chatOf("numbers");
    const cem = await enter("cellar", "cem");
    cem.send({ type: "say", text: "Elsewhere" });
    await cem.next("said");
    const ada = await enter("hall", "ada");
    ada.send({ type: "say", text: "one" });
    const one = await ada.next("said");
    await evict(chat);
    ada.send({ type: "say", text: "two" });
    const two = await ada.next("said");
    const bob = await enter("hall", "bob");
    const ids = ((await bob.next("history")).said as { id: number }[]).map(({ id }) => id);
    expect(ids, "the ids in the history, as they were when it was said").toEqual([one.id, two.id]);
    expect(Number(two.id), "the id of what was said later").toBeGreaterThan(Number(one.id));
  });

  it("keeps a text as it is, whatever is in it", async () => {
    const { enter } = chatOf("as it is");
    const ada = await enter("hall", "ada");
    const text = `  <b>it's "fine"</b> & so on'); DROP TABLE said; -- ?\n `;
    ada.send({ type: "say", text });
    expect((await ada.next("said")).text, "what everybody in the room is sent").toBe(text);
    const bob = await enter("hall", "bob");
    expect(texts(await bob.next("history")), "the history that Bob is sent").toEqual([`ada: ${text}`]);
  });
});

/** Sixty messages in the cellar, by the second of three visitors. */
function sayMuch(chat: DurableObjectStub<Chat>): Promise<void> {
  return runInDurableObject(chat, async (instance, state) => {
    // Whichever end getWebSockets() begins at, the one in the cellar is in the middle.
    const [, middle] = state.getWebSockets();
    for (let number = 1; middle && number <= 60; number++) {
      moveDate(10_000);
      await instance.webSocketMessage(middle, JSON.stringify({ type: "say", text: String(number) }));
    }
  });
}
