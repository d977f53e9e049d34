import { clap, clapsOf, LAYOUTS, shardsOf } from "./claps.ts";

export { Board } from "./claps.ts";
export { Shard } from "./shard.ts";

/**
 * POST /show-1/claps?viewer=ada: she claps · GET /show-1/claps?viewer=ada: how often she did · GET /show-1/total: how often
 * all did · POST /show-1/shards/8/3?do=fail: the shard with number 3 of 8 fails (or mend, close, open).
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, event = "", what, layout, index] =
      /^\/([^/]+)\/(claps|total|shards)(?:\/(\d)\/(\d))?$/.exec(pathname) ?? [];
    const viewer = searchParams.get("viewer") ?? "";
    // A name makes an object, and a row. Whoever asks can make up any.
    if (!isEvent(event)) return new Response("No such event", { status: 404 });
    if (what === "claps" && !isViewer(viewer)) return new Response("Expected a viewer", { status: 400 });
    switch (`${request.method} ${what} ${searchParams.get("do") ?? ""}`.trim()) {
      case "POST claps":
        await clap(env, event, viewer);
        return new Response(null, { status: 204 });
      case "GET claps":
        return Response.json({ claps: await clapsOf(env, event, viewer) });
      case "GET total":
        return Response.json(await env.BOARD.getByName(event).total());
    }
    const shard = LAYOUTS.includes(Number(layout)) ? shardsOf(env, event, Number(layout))[Number(index)] : undefined;
    const order = ["fail", "mend", "close", "open"].find((each) => each === searchParams.get("do"));
    if (what !== "shards" || shard === undefined || order === undefined || request.method !== "POST")
      return new Response("No such page", { status: 404 });
    await shard[order as "fail" | "mend" | "close" | "open"]();
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<Env>;

/** Stands for a table of events: there are 999. */
function isEvent(name: string): boolean {
  return /^show-[1-9]\d{0,2}$/.test(name);
}

/** Stands for a session: who claps has signed in. */
function isViewer(name: string): boolean {
  return /^[a-z0-9-]{1,40}$/.test(name);
}
