export { Mailbox } from "./mailbox.ts";
export { Reminder } from "./reminder.ts";

/**
 * PUT /reminders/tea {"to":"ada","text":"Tea is ready","in":180,"every":null} (seconds) · GET and DELETE /reminders/tea ·
 * GET /mailboxes/ada
 */
export default {
  async fetch(request, env): Promise<Response> {
    const [, kind, name] = /^\/(reminders|mailboxes)\/([a-z0-9-]{1,40})$/.exec(new URL(request.url).pathname) ?? [];
    if (name === undefined) return new Response("No such page", { status: 404 });
    const reminder = env.REMINDER.getByName(name);
    switch (`${request.method} ${kind}`) {
      case "PUT reminders": {
        const wish = await readWish(request);
        if (!wish) return new Response("Expected to, text, in and, for a repeating one, every", { status: 400 });
        const every = wish.every === null ? null : wish.every * 1000;
        await reminder.set({ to: wish.to, text: wish.text, at: Date.now() + wish.in * 1000, every });
        return Response.json(await reminder.read(), { status: 201 });
      }
      case "GET reminders": {
        const plan = await reminder.read();
        if (!plan) return new Response("Nothing is planned", { status: 404 });
        return Response.json({ ...plan, wakesAt: await reminder.wakesAt() });
      }
      case "DELETE reminders":
        return new Response(null, { status: (await reminder.cancel()) ? 204 : 404 });
      case "GET mailboxes":
        return Response.json(await env.MAILBOX.getByName(name).letters());
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

type Wish = { to: string; text: string; in: number; every: number | null };

async function readWish(request: Request): Promise<Wish | null> {
  const body = await request.json<Record<string, unknown> | null>().catch(() => null);
  const { to, text, in: delay, every = null } = body ?? {};
  if (typeof to !== "string" || !/^[a-z0-9-]{1,40}$/.test(to) || typeof text !== "string") return null;
  if (!isSeconds(delay) || (every !== null && !isSeconds(every))) return null;
  return { to, text, in: delay, every };
}

/** A second at least, ten years at most. */
function isSeconds(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= 315_360_000;
}
