export { Poll } from "./poll.ts";

/** GET /song answers the votes on a question · POST /song counts the vote in its body */
export default {
  async fetch(request, env): Promise<Response> {
    const [, question] = /^\/([a-z-]{1,40})$/.exec(new URL(request.url).pathname) ?? [];
    if (question === undefined) return new Response("No such page", { status: 404 });
    // Without a binding there is nothing in `env`: wrangler deploys that too.
    if (env.POLLS === undefined) return new Response("POLLS isn't bound", { status: 503 });
    const poll = env.POLLS.getByName(question);
    if (request.method === "POST") await poll.vote((await request.text()).slice(0, 40));
    return Response.json({ banner: env.BANNER, votes: await poll.tally() });
  },
} satisfies ExportedHandler<Env>;
