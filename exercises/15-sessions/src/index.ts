export { Sessions } from "./sessions.ts";

/**
 * POST /login?user=ada&device=phone · GET /me · GET /sessions · DELETE /sessions/1 · DELETE /sessions (all the others)
 *
 * All but the first want `Authorization: Bearer ada.<token>`. Who may log in is another service's business: this one
 * takes everybody's word, so don't put it on the Internet as it is.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === "POST" && pathname === "/login") {
      const [user = "", device = ""] = [searchParams.get("user"), searchParams.get("device")].map((each) => each ?? "");
      if (!NAME.test(user) || !NAME.test(device)) return new Response("Expected a user and a device", { status: 400 });
      const token = await env.SESSIONS.getByName(user).create(device);
      return Response.json({ token: `${user}.${token}` }, { status: 201 });
    }
    const [, user = "", token = ""] =
      /^Bearer ([a-z0-9]+)\.(.+)$/.exec(request.headers.get("Authorization") ?? "") ?? [];
    if (!NAME.test(user) || token.length > LONGEST_TOKEN) return unauthorized();
    const sessions = env.SESSIONS.getByName(user);
    const session = await sessions.use(token);
    if (session === null) return unauthorized();
    const [, what, id] = /^\/(me|sessions)(?:\/(\d{1,9}))?$/.exec(pathname) ?? [];
    switch (`${request.method} ${what}`) {
      case "GET me":
        return Response.json({ user, ...session });
      case "GET sessions":
        return Response.json(await sessions.list());
      case "DELETE sessions":
        return Response.json(id === undefined ? await sessions.revokeAll(token) : await sessions.revoke(Number(id)));
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

/** Names of users and devices. Checked before there is an object: a name makes one. */
const NAME = /^[a-z0-9]{1,32}$/;
const LONGEST_TOKEN = 200;

function unauthorized(): Response {
  return new Response("Log in first", { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
}
