import { customerOf } from "./customers.ts";
import type { Decision, RateLimiter } from "./rate-limiter.ts";

export { RateLimiter } from "./rate-limiter.ts";

/** GET /forecast with `X-Api-Key: ada-phone`: tomorrow's weather, 5 times a minute for each customer. */
export default {
  async fetch(request, env): Promise<Response> {
    if (new URL(request.url).pathname !== "/forecast") return new Response("No such page", { status: 404 });
    const limiter = limiterFor(request.headers.get("X-Api-Key") ?? "", env);
    if (limiter === null) return new Response("Expected a customer's key in X-Api-Key", { status: 401 });
    const decision = await limiter.take();
    if (!decision.allowed) return refusal(decision);
    const headers = { "X-RateLimit-Remaining": String(decision.remaining) };
    return Response.json({ tomorrow: "rain, later sun" }, { headers });
  },
} satisfies ExportedHandler<Env>;

/** The limiter that counts the calls made with this key; `null` where it is no customer's. Who sends it can send anything. */
function limiterFor(key: string, env: Env): DurableObjectStub<RateLimiter> | null {
  // By the customer, not by the key: a name makes an object, and two keys would be worth two limits.
  const customer = customerOf(key);
  return customer === null ? null : env.RATE_LIMITER.getByName(customer);
}

/** Tells the caller when to come again. */
function refusal({ retryAfter }: Decision): Response {
  const headers = { "Retry-After": String(Math.round(retryAfter / 1000)) };
  return new Response("Too many calls", { status: 429, headers });
}
