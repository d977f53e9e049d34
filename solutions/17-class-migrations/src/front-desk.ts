/** GET /loans/north answers the books of that place that are lent. The same in every release. */
export default {
  async fetch(request, env): Promise<Response> {
    const [, place] = /^\/loans\/([a-z-]{1,40})$/.exec(new URL(request.url).pathname) ?? [];
    if (place === undefined) return new Response("No such page", { status: 404 });
    return Response.json(await env.BOOKS.getByName(place).loans());
  },
} satisfies ExportedHandler<Env>;
