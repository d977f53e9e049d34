import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
import type { TestSocket } from "#testkit/sockets";
import { freezeDate, moveDate } from "#testkit/time";
import { chatOf, texts } from "./visitors.ts";

describe("Stretch: go on where you were, and see who types", () => {
  it("sends whoever comes back what was said meanwhile", async () => {
    const { enter } = chatOf("comes back");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    ada.send({ type: "say", text: "one" });
    const { id } = await bob.next("said");
    ada.send({ type: "say", text: "two" });
    await bob.next("said");
    const again = await enter("hall", "bob", Number(id));
    expect(texts(await again.next("history")), "what was said since the message that Bob saw last").toEqual([
      "ada: two",
    ]);
  });

  it("sends the last fifty of it at most", async () => {
    freezeDate();
    const { chat, enter } = chatOf("long away");
    await enter("hall", "ada");
    await runInDurableObject(chat, async (instance, state) => {
      for (let number = 1; number <= 60; number++) {
        moveDate(10_000);
        for (const ada of state.getWebSockets())
          await instance.webSocketMessage(ada, JSON.stringify({ type: "say", text: String(number) }));
      }
    });
    const bob = await enter("hall", "bob", 1);
    const expected = Array.from({ length: 50 }, (_, index) => `ada: ${index + 11}`);
    expect(texts(await bob.next("history")), "the history after the first of 60 messages").toEqual(expected);
  });

  it("greets whoever sends no number like a newcomer", async () => {
    const { enter } = chatOf("no number");
    const ada = await enter("hall", "ada");
    ada.send({ type: "say", text: "one" });
    await ada.next("said");
    const bob = await enter("hall", "bob", "abc");
    expect(texts(await bob.next("history")), "the history that is sent to whoever asks for it since abc").toEqual([
      "ada: one",
    ]);
  });

  it("lets whoever types speak", async () => {
    freezeDate();
    const { enter } = chatOf("types much");
    const ada = await enter("hall", "ada");
    for (let n = 0; n < 6; n++) ada.send({ type: "typing" });
    ada.send({ type: "say", text: "Done" });
    expect((await ada.next("said", "refused")).type, "the answer to what is said, by who has typed at length").toBe(
      "said",
    );
  });

  it("shows the others who types, and stores nothing", async () => {
    const { chat, enter } = chatOf("types");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    const { rowsWritten } = await measure(chat, async (instance, state) => {
      for (const socket of state.getWebSockets()) await instance.webSocketMessage(socket, '{"type":"typing"}');
    });
    expect(rowsWritten, "rows written because Ada and Bob type").toBe(0);
    ada.send({ type: "say", text: "Done" });
    for (const socket of [ada, bob]) await socket.next("said");
    const typing = (socket: TestSocket) => socket.messages().filter(({ type }) => type === "typing");
    expect(typing(bob), "what Bob is told of who types").toEqual([{ type: "typing", name: "ada" }]);
    expect(typing(ada), "what Ada is told of who types").toEqual([{ type: "typing", name: "bob" }]);
  });
});
