export { SharedDocument } from "./shared-document.ts";

/** GET /documents/minutes?name=ada with `Upgrade: websocket`: Ada opens the document called "minutes". */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, name] = /^\/documents\/([a-z0-9-]{1,32})$/.exec(pathname) ?? [];
    if (name === undefined) return new Response("No such page", { status: 404 });
    if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
      return new Response("Expected a WebSocket", { status: 426, headers: { Upgrade: "websocket" } });
    if (!/^[\w-]{1,24}$/.test(searchParams.get("name") ?? ""))
      return new Response("Expected the name of who writes", { status: 400 });
    return env.DOCUMENT.getByName(name).fetch(request);
  },
} satisfies ExportedHandler<Env>;
