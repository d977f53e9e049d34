import { describe, expect, it } from "vitest";
import { measure } from "#testkit/cost";
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

  it("shows the others who types, and stores nothing", async () => {
    const { chat, enter } = chatOf("types");
    const [ada, bob] = [await enter("hall", "ada"), await enter("hall", "bob")];
    const { rowsWritten } = await measure(chat, async (instance, state) => {
      const sockets = state.getWebSockets();
      const own = sockets.find((socket) => (socket.deserializeAttachment() as { name?: string })?.name === "ada");
      if (own) await instance.webSocketMessage(own, '{"type":"typing"}');
    });
    expect((await bob.next("typing")).name, "who types, as Bob is told").toBe("ada");
    expect(rowsWritten, "rows written because somebody types").toBe(0);
    ada.send({ type: "say", text: "Done" });
    await ada.next("said");
    expect(ada.types(), "what Ada, who types, is sent").not.toContain("typing");
  });
});
