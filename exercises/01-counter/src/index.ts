import type { Counter } from "./counter.ts";

export { Counter } from "./counter.ts";

/** `GET /views/home` answers the views of the page "home", `POST /views/home` adds one. */
export default {
  async fetch(request, env): Promise<Response> {
    const page = pageOf(request);
    if (page === undefined) return new Response("Not found\n", { status: 404 });
    const counter = counterOf(page, env);
    switch (request.method) {
      case "GET":
        return Response.json({ page, views: await counter.value() });
      case "POST":
        return Response.json({ page, views: await counter.view(request.headers.get("User-Agent") ?? "") });
      default:
        return new Response("Method not allowed\n", { status: 405, headers: { Allow: "GET, POST" } });
    }
  },
} satisfies ExportedHandler<Env>;

/** The object that counts for this page. */
function counterOf(page: string, env: Env): DurableObjectStub<Counter> {
  // TODO 2: Choose the object by the page, so that each page has a count of its own.
  return env.COUNTER.getByName("the counter");
}

/** The page that is asked for: letters, digits, `-` and `_`, so that nobody makes up strange objects. */
function pageOf(request: Request): string | undefined {
  return new URL(request.url).pathname.match(/^\/views\/([\w-]{1,64})$/)?.[1];
}
