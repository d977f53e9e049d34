import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { evict } from "#testkit/objects";
import { chatOf } from "./visitors.ts";

describe("4. A close is answered", () => {
  it("answers a close without a code", async () => {
    const { enter } = chatOf("no code");
    const ada = await enter("hall", "ada");
    await ada.next("history");
    ada.close();
    expect(await ada.closed(), "the code of the answer, where none came").toBe(1000);
  });

  it("answers a close with its code", async () => {
    const { enter } = chatOf("a code");
    const codes = [];
    for (const code of [4001, 3000]) {
      const ada = await enter("hall", "ada");
      await ada.next("history");
      ada.close(code);
      codes.push(await ada.closed());
    }
    expect(codes, "the codes of the answers to 4001 and 3000").toEqual([4001, 3000]);
  });

  it("answers that a page was left with that code as well", async () => {
    const { enter } = chatOf("a page");
    const ada = await enter("hall", "ada");
    await ada.next("history");
    ada.close(1001);
    expect(await ada.closed(), "the code of the answer to 1001").toBe(1001);
  });

  it("answers a close that only a report tells of", async () => {
    const { chat, enter } = chatOf("reports");
    const codes = [];
    for (const report of [1006, 1015]) {
      const ada = await enter("hall", `ada-${report}`);
      await runInDurableObject(chat, async (instance, state) => {
        const open = state.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
        // Whether it has answered is seen at the other end, whatever it throws here.
        for (const socket of open)
          await Promise.resolve()
            .then(() => instance.webSocketClose(socket, report, ""))
            .catch(() => {});
      });
      codes.push(await ada.closed());
    }
    expect(codes, "the codes of the answers to 1006 and 1015").toEqual([1000, 1000]);
  });

  it("tells the room who has left", async () => {
    const { chat, enter } = chatOf("left");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    await evict(chat);
    bob.close();
    expect((await ada.next("left")).name, "who has left, as a new instance tells Ada").toBe("bob");
    ada.send({ type: "say", text: "Alone" });
    expect((await ada.next("said")).text, "what is said after somebody has left").toBe("Alone");
  });

  it("tells it whatever the code", async () => {
    const { enter } = chatOf("left with a code");
    const ada = await enter("hall", "ada");
    for (const [name, code] of Object.entries({ bob: 1000, cem: 1001, dora: 4001 })) {
      const visitor = await enter("hall", name);
      visitor.close(code);
      expect((await ada.next("left")).name, `who has left, with the code ${code}`).toBe(name);
    }
  });

  it("tells it in that room only", async () => {
    const { enter } = chatOf("left a room");
    const [ada, bob, cem] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("cellar", "cem")];
    bob.close();
    await ada.next("left");
    cem.send({ type: "say", text: "Hello?" });
    await cem.next("said");
    expect(cem.types(), "what Cem, in the cellar, has been sent, after Bob left the hall").not.toContain("left");
  });

  it("tells it by the name that they have now", async () => {
    const { enter } = chatOf("left by another name");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    bob.send({ type: "rename", name: "robert" });
    await ada.next("renamed");
    bob.close();
    expect((await ada.next("left")).name, "who has left, when it was Bob, who is Robert now").toBe("robert");
  });

  it("tells it also when the connection broke", async () => {
    const { chat, enter } = chatOf("broke");
    const [ada] = [await enter("hall", "ada"), await enter("hall", "bob"), await enter("hall", "ada")];
    await runInDurableObject(chat, async (instance, state) => {
      // Whichever end getWebSockets() begins at, Bob is in the middle.
      const [first, middle, last] = state.getWebSockets();
      // Who is told is seen at the other end, whatever it throws here.
      if (middle)
        await Promise.resolve()
          .then(() => instance.webSocketClose(middle, 1006, ""))
          .catch(() => {});
      // This socket isn't broken, so that its other end answers in a moment. What was sent before that counts.
      for (const socket of [first, last]) if (socket) await instance.webSocketMessage(socket, "nonsense");
    });
    const told = await ada.next("left", "refused");
    expect(told, "what Ada is told first, when Bob's connection broke").toEqual({ type: "left", name: "bob" });
  });
});
