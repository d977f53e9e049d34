export { Chat } from "./chat.ts";

/** GET /chat/lobby?room=kitchen&name=ada with `Upgrade: websocket`: into a room of the chat called "lobby". */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, chat] = /^\/chat\/([a-z0-9-]{1,32})$/.exec(pathname) ?? [];
    if (chat === undefined) return new Response("No such page", { status: 404 });
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
      return new Response("Expected a WebSocket", { status: 426, headers: { Upgrade: "websocket" } });
    const isNamed = ["room", "name"].every((key) => /^[\w-]{1,24}$/.test(searchParams.get(key) ?? ""));
    if (!isNamed) return new Response("Expected a room and a name", { status: 400 });
    return env.CHAT.getByName(chat).fetch(request);
  },
} satisfies ExportedHandler<Env>;
