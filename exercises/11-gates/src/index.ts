export { Prices } from "./prices.ts";
export { Shop } from "./shop.ts";

/**
 * GET /globe/items/lamp: what a lamp costs in the shop "globe" · PUT /globe/items/lamp?cents=900: the shop tells of a new
 * price · POST /globe/items/lamp: somebody bought one. At the shop's desk: POST /globe/desk/lamp?do=close (or open, serve,
 * fail, mend; and "currency" in place of "lamp") · GET /globe/desk: the questions it was asked.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, name, place, item] = /^\/([a-z]{1,40})\/(items|desk)\/?([a-z-]{0,40})$/.exec(pathname) ?? [];
    if (name === undefined || item === undefined) return new Response("No such page", { status: 404 });
    const prices = env.PRICES.getByName(name);
    const shop = env.SHOP.getByName(name);
    const cents = Number(searchParams.get("cents"));
    switch (`${request.method} ${place} ${searchParams.get("do") ?? ""}`.trim()) {
      case "GET items": {
        const price = await prices.price(item);
        return price === null ? new Response("Not today", { status: 503 }) : Response.json(price);
      }
      case "PUT items":
        if (!Number.isSafeInteger(cents) || cents <= 0) return new Response("Expected cents", { status: 400 });
        await shop.setPrice(item, cents);
        await prices.changed(item, cents);
        return done();
      case "POST items":
        return Response.json(await prices.sold(item));
      case "GET desk":
        return Response.json(await shop.questions());
      case "POST desk close":
        await shop.close(item);
        return done();
      case "POST desk open":
        await shop.open(item);
        return done();
      case "POST desk serve":
        await shop.serve(item);
        return done();
      case "POST desk fail":
        await shop.fail(item);
        return done();
      case "POST desk mend":
        await shop.mend(item);
        return done();
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

function done(): Response {
  return new Response(null, { status: 204 });
}
