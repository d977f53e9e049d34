import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { open, type TestSocket, upgrade } from "#testkit/sockets";

/** A chat of that name, and how to enter it. */
export function chatOf(name: string) {
  const chat = env.CHAT.getByName(name);
  const call = () => runInDurableObject(chat, () => {});
  return {
    chat,
    /** Somebody enters a room, and is greeted. */
    async enter(room: string, visitor: string, since?: number | string): Promise<TestSocket> {
      const address = `https://chat.example/chat/${name}?room=${room}&name=${visitor}`;
      return open(chat.fetch(since === undefined ? address : `${address}&since=${since}`, upgrade), { call });
    },
  };
}

/** The names and texts of a history. */
export function texts(history: Record<string, unknown>): string[] {
  return (history.said as { name: string; text: string }[]).map(({ name, text }) => `${name}: ${text}`);
}
