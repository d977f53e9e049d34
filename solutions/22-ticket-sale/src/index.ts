import { Malformed, readBuyer, readConcert, readMood, readTime, readWish } from "./parse.ts";
import { RESTARTED } from "./protocol.ts";
import type { Sale } from "./sale.ts";

export { Bank } from "./bank.ts";
export { Sale } from "./sale.ts";

/** A request that fits a route. A stub is made anew for each call: one of before a restart is broken. */
type Asked = {
  request: Request;
  env: Env;
  concert: string;
  id: string;
  body: unknown;
  sale(): DurableObjectStub<Sale>;
};

/** What can be asked for. Who the operator is, Cloudflare Access checks before your Worker is called. */
const routes: Record<string, (asked: Asked) => Promise<Response | { state: string }>> = {
  "PUT /operator/:concert": async ({ sale, body }) =>
    (await sale().open(readConcert(body))) ? { state: "opened" } : { state: "open already" },
  "POST /operator/:concert/rewind": async ({ sale, body }) => {
    const refused = await restart(sale().rewind(readTime(body)));
    if (refused !== null) return refused;
    await sale().afterRewind();
    return { state: "rewound" };
  },

  "GET /:concert": async ({ sale }) => {
    const seats = await sale().seats();
    return seats === null ? { state: "unknown" } : { state: "on sale", seats };
  },
  "GET /:concert/live": async ({ sale, request }) => {
    if (request.headers.get("Upgrade")?.toLowerCase() === "websocket") return sale().fetch(request);
    return new Response("Expected a WebSocket", { status: 426, headers: { Upgrade: "websocket" } });
  },
  "POST /:concert/line": async ({ sale, body }) => (await sale().enter(readBuyer(body))) ?? { state: "unknown" },
  "DELETE /:concert/line/:id": async ({ sale, id }) => {
    await sale().leave(id);
    return { state: "gone" };
  },
  "POST /:concert/holds": async ({ sale, body }) => {
    const { buyer, seats } = readWish(body);
    return sale().hold(buyer, seats);
  },
  "DELETE /:concert/holds/:id": async ({ sale, id }) =>
    (await sale().release(id)) ? { state: "released" } : { state: "over" },
  "POST /:concert/holds/:id/payment": async ({ sale, id }) => sale().pay(id),

  // The bank of this town, to be seen and annoyed.
  "GET /bank/:concert": async ({ env, concert }) => ({
    state: "open",
    payments: await env.BANK.getByName(concert).books(),
  }),
  "PUT /bank/:concert": async ({ env, concert, body }) => {
    await env.BANK.getByName(concert).behave(readMood(body));
    return { state: "open" };
  },
};

/** The status of an answer, by its state; of all others it is 200. */
const STATUS: Record<string, number> = {
  opened: 201,
  held: 201,
  pending: 202,
  declined: 402,
  outside: 403,
  unknown: 404,
  "open already": 409,
  taken: 409,
  holding: 409,
  refunded: 409,
  refused: 409,
  over: 410,
};

const patterns = Object.entries(routes).map(([route, answer]) => {
  const [method = "", path = ""] = route.split(" ");
  const pathname = path.replace(":concert", ":concert([a-z0-9\\-]{1,64})").replace(":id", ":id([\\w\\-]{1,64})");
  return { method, pattern: new URLPattern({ pathname }), answer };
});

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const fitting = patterns.filter(({ pattern }) => pattern.test({ pathname }));
    const [route] = fitting.filter(({ method }) => method === request.method);
    if (route === undefined) return new Response("No such page", { status: fitting.length > 0 ? 405 : 404 });
    const { concert = "", id = "" } = route.pattern.exec({ pathname })?.pathname.groups ?? {};
    try {
      const body = request.method === "GET" ? null : await readJson(request);
      const answer = await route.answer({ request, env, concert, id, body, sale: () => env.SALE.getByName(concert) });
      return answer instanceof Response ? answer : Response.json(answer, { status: STATUS[answer.state] ?? 200 });
    } catch (error) {
      if (error instanceof Malformed) return Response.json({ state: "malformed", why: error.message }, { status: 400 });
      if (isPassing(error)) return Response.json({ state: "unavailable" }, { status: 503 });
      throw error;
    }
  },
} satisfies ExportedHandler<Env>;

/** An object that restarts can't answer: its call ends with an error, which here is the good end. */
async function restart<Refused>(call: Promise<Refused>): Promise<Refused | null> {
  try {
    return await call;
  } catch (error) {
    if ((error as Error).message === RESTARTED) return null;
    throw error;
  }
}

/** Whether an error says that the object is gone, or has too much to do: whoever asks again later may be luckier. */
function isPassing(error: unknown): boolean {
  const { durableObjectReset, retryable, overloaded } = error as Record<string, unknown>;
  return durableObjectReset === true || retryable === true || overloaded === true;
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await request.text()) || "null");
  } catch {
    throw new Malformed("Expected JSON");
  }
}
