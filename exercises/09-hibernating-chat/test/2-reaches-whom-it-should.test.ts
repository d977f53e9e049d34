import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { freezeDate, moveDate } from "#testkit/time";
import { chatOf, texts } from "./visitors.ts";

describe("2. A message reaches whom it is meant for", () => {
  it("stays in its room", async () => {
    const { enter } = chatOf("rooms");
    const [ada, bob, cem] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("cellar", "cem")];
    ada.send({ type: "say", text: "Up here" });
    expect((await bob.next("said")).text, "what Bob, in the same room, is sent").toBe("Up here");
    cem.send({ type: "say", text: "Down here" });
    expect((await cem.next("said")).text, "the first that Cem, in the cellar, is sent").toBe("Down here");
  });

  it("isn't sent to a visitor who is called like the room", async () => {
    const { enter } = chatOf("called like a room");
    const [cellar, cem] = [await enter("hall", "cellar"), await enter("cellar", "cem")];
    cem.send({ type: "say", text: "Down here" });
    await cem.next("said");
    cellar.send({ type: "say", text: "Up here" });
    expect((await cellar.next("said")).text, 'the first that is sent to "cellar", who is in the hall').toBe("Up here");
  });

  it("isn't stopped by a socket that is closing", async () => {
    const { chat, enter } = chatOf("closing");
    const [ada, , cem] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("hall", "cem")];
    await runInDurableObject(chat, async (instance, state) => {
      // Bob's end is closed, and his answer hasn't come. Whichever end getWebSockets() begins at, he is in the middle.
      const [first, middle] = state.getWebSockets();
      middle?.close(1001, "Gone");
      if (first) await instance.webSocketMessage(first, '{"type":"say","text":"Anybody?"}');
    });
    expect((await ada.next("said")).text, "what Ada is sent, while Bob's socket is closing").toBe("Anybody?");
    expect((await cem.next("said")).text, "what Cem is sent, while Bob's socket is closing").toBe("Anybody?");
  });

  it("is whispered to one visitor", async () => {
    const { enter } = chatOf("whispers");
    const [ada, bob, cem] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("hall", "cem")];
    ada.send({ type: "whisper", to: "bob", text: "Psst" });
    const { name, text } = await bob.next("whispered");
    expect(`${name}: ${text}`, "what Bob is sent").toBe("ada: Psst");
    ada.send({ type: "say", text: "Lovely weather" });
    await cem.next("said");
    expect(cem.types(), "what Cem, who stands beside them, has been sent").not.toContain("whispered");
    await ada.next("said");
    expect(ada.types(), "what Ada, who whispered, has been sent").not.toContain("whispered");
  });

  it("isn't whispered to those who have nearly this name", async () => {
    const { enter } = chatOf("nearly this name");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    const others = [await enter("hall", "Bob"), await enter("hall", "bobby")];
    ada.send({ type: "whisper", to: "bob", text: "Psst" });
    await bob.next("whispered");
    ada.send({ type: "say", text: "Lovely weather" });
    for (const other of others) await other.next("said");
    const sent = others.flatMap((other) => other.types());
    expect(sent, 'what "Bob" and "bobby" have been sent, after a whisper to "bob"').not.toContain("whispered");
  });

  it("whispers to the new name", async () => {
    const { enter } = chatOf("renamed");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    bob.send({ type: "rename", name: "robert" });
    await ada.next("renamed");
    ada.send({ type: "whisper", to: "robert", text: "Psst" });
    expect((await bob.next("whispered")).text, "what Bob is sent, who is Robert now").toBe("Psst");
  });

  it("is whispered past a socket of that name that is closing", async () => {
    const { chat, enter } = chatOf("closing whisper");
    const ada = await enter("hall", "ada");
    const [bob, closing, bobAgain] = [
      await enter("hall", "bob"),
      await enter("hall", "bobby"),
      await enter("hall", "bob"),
    ];
    await enter("hall", "ada");
    closing.send({ type: "rename", name: "bob" });
    await ada.next("renamed");
    await runInDurableObject(chat, async (instance, state) => {
      // Whichever end getWebSockets() begins at: Ada, Bob, the one that is to be closing, Bob, Ada.
      const [adas, , middle] = state.getWebSockets();
      middle?.close(1001, "Gone");
      if (adas) await instance.webSocketMessage(adas, '{"type":"whisper","to":"bob","text":"Psst"}');
    });
    expect((await bob.next("whispered")).text, "what Bob is sent in one tab, while another is closing").toBe("Psst");
    expect((await bobAgain.next("whispered")).text, "what Bob is sent in his third tab").toBe("Psst");
  });

  it("is whispered to a visitor of the same name", async () => {
    const { enter } = chatOf("two of one name");
    const [ada, other] = [await enter("hall", "ada"), await enter("hall", "ada")];
    ada.send({ type: "whisper", to: "ada", text: "Psst" });
    expect((await other.next("whispered")).text, "what another Ada is sent").toBe("Psst");
  });

  it("isn't told to those who come later when it was whispered", async () => {
    const { enter } = chatOf("whispered before");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    ada.send({ type: "whisper", to: "bob", text: "Psst" });
    await bob.next("whispered");
    const cem = await enter("hall", "cem");
    expect(texts(await cem.next("history")), "the history that Cem is sent, after a whisper").toEqual([]);
  });

  it("isn't whispered through the wall", async () => {
    const { enter } = chatOf("whispers in rooms");
    const [ada, bob, other] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("cellar", "bob")];
    ada.send({ type: "whisper", to: "bob", text: "Psst" });
    expect((await bob.next("whispered")).text, "what Bob, in the same room, is sent").toBe("Psst");
    other.send({ type: "say", text: "Hello?" });
    await other.next("said");
    expect(other.types(), "what another Bob, in the cellar, has been sent").not.toContain("whispered");
  });

  it("is refused when it is malformed, and the socket stays", async () => {
    const { enter } = chatOf("malformed");
    const ada = await enter("hall", "ada");
    for (const message of ["{", "null", { type: "dance" }, { type: "say", text: "x".repeat(501) }]) {
      ada.send(message);
      await ada.next("refused");
    }
    ada.send({ type: "say", text: "All right" });
    expect((await ada.next("said")).text, "what is said after four messages that were refused").toBe("All right");
  });

  it("is refused when it is binary, and the socket stays", async () => {
    const { enter } = chatOf("binary");
    const ada = await enter("hall", "ada");
    ada.send(new TextEncoder().encode('{"type":"say","text":"In bytes"}'));
    expect((await ada.next("refused")).why, "the answer to bytes").toBe("Send text, not binary data.");
    ada.send({ type: "say", text: "In letters" });
    expect((await ada.next("said")).text, "what is said after bytes that were refused").toBe("In letters");
  });

  it("is refused when it comes too often", async () => {
    freezeDate();
    const { enter } = chatOf("too often");
    const ada = await enter("hall", "ada");
    for (const text of ["1", "2", "3", "4", "5"]) {
      ada.send({ type: "say", text });
      await ada.next("said");
    }
    ada.send({ type: "say", text: "6" });
    expect((await ada.next("refused")).why, "the answer to the sixth message at once").toBe("Not so fast.");
    moveDate(10_000);
    ada.send({ type: "say", text: "7" });
    expect((await ada.next("said")).text, "what is said ten seconds later").toBe("7");
  });
});
