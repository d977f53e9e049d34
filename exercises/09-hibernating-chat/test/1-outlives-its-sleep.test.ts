import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { upgrade } from "#testkit/sockets";
import { freezeDate } from "#testkit/time";
import { chatOf } from "./visitors.ts";

describe("1. A socket outlives the object's sleep", () => {
  it("takes a message, and knows whose it is", async () => {
    const { enter } = chatOf("takes");
    const ada = await enter("hall", "ada");
    ada.send({ type: "say", text: "Hello" });
    const { name, text } = await ada.next("said");
    expect(`${name}: ${text}`, "what everybody in the room is sent").toBe("ada: Hello");
  });

  it("knows who is who after an eviction", async () => {
    const { chat, enter } = chatOf("who is who");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    await evict(chat);
    bob.send({ type: "say", text: "Still here" });
    const { name, text } = await ada.next("said");
    expect(`${name}: ${text}`, "what Ada is sent by a new instance, after Bob spoke").toBe("bob: Still here");
  });

  it("knows a new name after an eviction", async () => {
    const { chat, enter } = chatOf("new name");
    const ada = await enter("hall", "ada");
    ada.send({ type: "rename", name: "countess" });
    await ada.next("renamed");
    await evict(chat);
    ada.send({ type: "say", text: "Hello" });
    expect((await ada.next("said")).name, "the name under which Ada speaks to a new instance").toBe("countess");
  });

  it("knows after an eviction how often somebody has spoken", async () => {
    freezeDate();
    const { chat, enter } = chatOf("how often");
    const ada = await enter("hall", "ada");
    for (const text of ["1", "2", "3", "4", "5"]) {
      ada.send({ type: "say", text });
      await ada.next("said");
    }
    await evict(chat);
    ada.send({ type: "say", text: "6" });
    const { type } = await ada.next("said", "refused");
    expect(type, "the answer of a new instance to the sixth message at once").toBe("refused");
  });

  it("has its pings answered without a call of the object", async () => {
    const { chat, enter } = chatOf("pings");
    const ada = await enter("hall", "ada");
    await evict(chat);
    ada.send("ping");
    await ada.next("pong");
    const answered = await runInDurableObject(chat, (_, state) =>
      state.getWebSockets().map((socket) => state.getWebSocketAutoResponseTimestamp(socket) !== null),
    );
    expect(answered, "whether the runtime answered the ping, for each socket that it holds").toEqual([true]);
  });
});

describe("given: the Worker", () => {
  const ask = (path: string, init?: RequestInit) =>
    exports.default.fetch(new Request(`https://chat.example${path}`, init));

  it("answers 426 to whoever doesn't ask for a WebSocket", async () => {
    expect((await ask("/chat/lobby?room=hall&name=ada")).status).toBe(426);
  });

  it("refuses strange names, before there is an object", async () => {
    expect((await ask("/chat/lobby?room=hall", upgrade)).status).toBe(400);
    expect((await ask("/chat/lobby?room=hall&name=a/b", upgrade)).status).toBe(400);
    expect((await ask("/chat/A%20B?room=hall&name=ada", upgrade)).status).toBe(404);
  });
});
