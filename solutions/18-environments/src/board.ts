import type { Poll } from "./poll.ts";

/** What workers/board.jsonc binds; env.d.ts is of the other Worker. */
type BoardEnv = { POLLS?: DurableObjectNamespace<Poll> };

/** GET /song answers the votes on a question. */
export default {
  async fetch(request, env): Promise<Response> {
    const [, question] = /^\/([a-z-]{1,40})$/.exec(new URL(request.url).pathname) ?? [];
    if (question === undefined) return new Response("No such page", { status: 404 });
    if (env.POLLS === undefined) return new Response("POLLS isn't bound", { status: 503 });
    return Response.json({ votes: await env.POLLS.getByName(question).tally() });
  },
} satisfies ExportedHandler<BoardEnv>;
