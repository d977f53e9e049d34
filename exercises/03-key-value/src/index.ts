import { isKey, isSection, isValue, type Value } from "./preference.ts";

export { Preferences } from "./preferences.ts";

/**
 * GET, PUT, DELETE /ada/preferences/editor/font · POST /ada/preferences (an export) · GET /ada/preferences?key=…&key=… ·
 * GET /ada/sections/editor?order=z-a&limit=10&cursor=… · GET, PUT /ada/picture · DELETE /ada
 *
 * Who may speak for Ada is another service's business: this one takes everybody's word.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, user, what = "user", name] =
      /^\/([a-z0-9-]{1,40})(?:\/(preferences|sections|picture)(?:\/(.+))?)?$/.exec(pathname) ?? [];
    if (user === undefined) return noSuchPage();
    if (name !== undefined && !(what === "preferences" ? isKey(name) : isSection(name))) return noSuchPage();
    const preferences = env.PREFERENCES.getByName(user);
    switch (`${request.method} ${what}${name ? "/…" : ""}`) {
      case "GET preferences/…":
        return Response.json(await preferences.read(name as string, null));
      case "PUT preferences/…": {
        const value = await read(request);
        if (!isValue(value)) return expected("a value in JSON");
        await preferences.save(name as string, value);
        return done();
      }
      case "DELETE preferences/…":
        return (await preferences.forget(name as string)) ? done() : new Response("Nothing chosen", { status: 404 });
      case "GET preferences":
        return Response.json(Object.fromEntries(await preferences.readAll(searchParams.getAll("key").filter(isKey))));
      case "POST preferences": {
        const exported = await read(request);
        if (!isExport(exported)) return expected("keys with their values, in JSON");
        await preferences.importAll(exported);
        return done();
      }
      case "GET sections/…": {
        const order = searchParams.get("order") === "z-a" ? "z-a" : "a-z";
        const limit = Math.min(Math.max(Math.trunc(Number(searchParams.get("limit"))) || 20, 1), 100);
        const cursor = searchParams.get("cursor") ?? undefined;
        return Response.json(await preferences.page(name as string, { order, cursor, limit }));
      }
      case "PUT picture": {
        const picture = await request.bytes();
        if (picture.length > LARGEST) return new Response("Expected a picture of 25 MB at most", { status: 413 });
        await preferences.keepPicture(picture);
        return done();
      }
      case "GET picture": {
        const picture = await preferences.picture();
        return picture ? new Response(picture) : new Response("No picture", { status: 404 });
      }
      case "DELETE user":
        await preferences.wipe();
        return done();
      default:
        return noSuchPage();
    }
  },
} satisfies ExportedHandler<Env>;

/** In bytes. What is sent to an object in one call may have 32 MiB. */
const LARGEST = 25_000_000;

function isExport(sent: unknown): sent is Record<string, Value> {
  if (typeof sent !== "object" || sent === null) return false;
  return Object.entries(sent).every(([key, value]) => isKey(key) && isValue(value));
}

/** What was sent; `undefined` where it isn't JSON. */
async function read(request: Request): Promise<unknown> {
  return request.json().catch(() => undefined);
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function expected(what: string): Response {
  return new Response(`Expected ${what}`, { status: 400 });
}

function noSuchPage(): Response {
  return new Response("No such page", { status: 404 });
}
