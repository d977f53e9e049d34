export { Ledger } from "./ledger.ts";
export { Lock } from "./lock.ts";

/**
 * POST /billing/acquire?ttl=60000 (and &waiter=ada) · POST /billing/renew?token=1&ttl=60000 ·
 * POST /billing/release?token=1 · GET /billing/holder · POST /billing/invoices?token=1 (text) · GET /billing/invoices
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, job, what] = /^\/([a-z0-9-]{1,40})\/([a-z]+)$/.exec(pathname) ?? [];
    if (job === undefined) return new Response("No such page", { status: 404 });
    const lock = env.LOCK.getByName(job);
    const ledger = env.LEDGER.getByName(job);
    const token = Number(searchParams.get("token"));
    const ttl = Number(searchParams.get("ttl") ?? 60_000);
    const waiter = searchParams.get("waiter")?.slice(0, 40);
    if (!(ttl >= 1 && ttl <= LONGEST)) return new Response(`Expected a ttl from 1 to ${LONGEST}`, { status: 400 });
    switch (`${request.method} ${what}`) {
      case "POST acquire":
        return answer(await lock.acquire(ttl, waiter));
      case "POST renew":
        return answer(await lock.renew(token, ttl));
      case "POST release":
        return answer(await lock.release(token));
      case "GET holder":
        return Response.json(await lock.current());
      case "POST invoices":
        return answer(await ledger.book(token, await request.text()));
      case "GET invoices":
        return Response.json(await ledger.invoices());
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

/** The longest lease, in milliseconds: who asks for ever would hold the lock for ever. */
const LONGEST = 3_600_000;

/** 409 tells the caller that the lock, or a newer token, is somebody else's. */
function answer(given: object | boolean | null): Response {
  return given ? Response.json(given) : new Response("Somebody else's", { status: 409 });
}
