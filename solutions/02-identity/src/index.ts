import { invitedRoom, openRoom, publicRoom } from "./door.ts";
import type { Room } from "./room.ts";

export { Host } from "./host.ts";
export { Room } from "./room.ts";

/**
 * GET /room?name=lobby: who is in a public room · POST /room?name=lobby&player=ada: she joins it. With `invitation=…` in
 * place of `name`, the same for a private room · POST /private?host=ada&title=Chess: she opens one · GET /private?host=ada:
 * those that she has opened.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    switch (`${request.method} ${pathname}`) {
      case "GET /room": {
        const room = roomFor(searchParams, env);
        return room === null ? text(404, "No such room") : Response.json(await room.look());
      }
      case "POST /room": {
        const player = searchParams.get("player") ?? "";
        if (!isUser(player)) return text(400, "Expected a player");
        const room = roomFor(searchParams, env);
        return room === null ? text(404, "No such room") : Response.json(await room.join(player));
      }
      case "POST /private": {
        const host = searchParams.get("host") ?? "";
        const title = searchParams.get("title") ?? "";
        if (!isUser(host) || !isTitle(title)) return text(400, "Expected a host, and a title of at most 60 characters");
        const invitation = await openRoom(env, host, title);
        return invitation === null ? text(429, "Too many rooms") : Response.json({ invitation }, { status: 201 });
      }
      case "GET /private": {
        const host = searchParams.get("host") ?? "";
        return isUser(host) ? Response.json(await env.HOST.getByName(host).rooms()) : text(400, "Expected a host");
      }
      default:
        return text(404, "No such page");
    }
  },
} satisfies ExportedHandler<Env>;

/** Who shows an invitation goes in by it, everybody else by a name. */
function roomFor(searchParams: URLSearchParams, env: Env): DurableObjectStub<Room> | null {
  const invitation = searchParams.get("invitation");
  return invitation === null ? publicRoom(env, searchParams.get("name") ?? "") : invitedRoom(env, invitation);
}

/** Stands for a session: who plays here has signed in. */
function isUser(name: string): boolean {
  return /^[a-z]{1,20}$/.test(name);
}

function isTitle(title: string): boolean {
  return title.trim() !== "" && title.length <= 60;
}

function text(status: number, message: string): Response {
  return new Response(`${message}\n`, { status });
}
