import type { Plan } from "./scheduler.ts";

export { Device } from "./device.ts";
export { Scheduler } from "./scheduler.ts";

/**
 * PUT /home/events/heating {"device":"boiler","command":"on","in":60,"every":null,"rule":null} (seconds) ·
 * DELETE /home/events/heating · GET /home/events · GET /home/parked · GET /devices/boiler
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const [, name, what, id] = /^\/([a-z0-9-]{1,40})\/([a-z0-9-]{1,40})(?:\/([a-z0-9-]{1,40}))?$/.exec(pathname) ?? [];
    if (name === undefined || what === undefined) return new Response("No such page", { status: 404 });
    if (request.method === "GET" && name === "devices" && id === undefined)
      return Response.json(await env.DEVICE.getByName(what).commands());
    const scheduler = env.SCHEDULER.getByName(name);
    switch (`${request.method} ${what}${id === undefined ? "" : " id"}`) {
      case "PUT events id": {
        const plan = await readPlan(request, String(id));
        if (!plan)
          return new Response("Expected device, command and in; every or rule where it repeats", { status: 400 });
        await scheduler.plan(plan);
        return Response.json(plan, { status: 201 });
      }
      case "DELETE events id":
        return new Response(null, { status: (await scheduler.cancel(String(id))) ? 204 : 404 });
      case "GET events":
        return Response.json(await scheduler.events());
      case "GET parked":
        return Response.json(await scheduler.parked());
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

async function readPlan(request: Request, id: string): Promise<Plan | null> {
  const body = await request.json<Record<string, unknown> | null>().catch(() => null);
  const { device, command, in: delay, every = null, rule = null } = body ?? {};
  if (typeof device !== "string" || !/^[a-z0-9-]{1,40}$/.test(device) || typeof command !== "string") return null;
  if (!isSeconds(delay) || (every !== null && !isSeconds(every))) return null;
  if (rule !== null && (typeof rule !== "string" || rule.length > 100)) return null;
  return { id, device, command, at: Date.now() + delay * 1000, every: every === null ? null : every * 1000, rule };
}

/** A second at least, ten years at most. */
function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= 315_360_000;
}
