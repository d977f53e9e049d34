export { Poll } from "./poll.ts";

/** GET /polls/lunch?voter=ada with `Upgrade: websocket`: into the poll called "lunch". */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, poll] = /^\/polls\/([a-z0-9-]{1,32})$/.exec(pathname) ?? [];
    if (poll === undefined) return new Response("No such page", { status: 404 });
    if (!/^[\w-]{1,24}$/.test(searchParams.get("voter") ?? ""))
      return new Response("Expected a voter's name", { status: 400 });
    return env.POLL.getByName(poll).fetch(request);
  },
} satisfies ExportedHandler<Env>;
