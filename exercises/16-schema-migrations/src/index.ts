export { Customers } from "./customers.ts";

/**
 * GET /acme/status · GET /acme/customers?name=ada · POST /acme/customers {"name":"Ada","email":"ada@example.com"} ·
 * GET /acme/customers/1/notes · POST /acme/customers/1/notes
 */
export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    const [, shop, what, id] = /^\/([a-z0-9-]{1,40})\/(status|customers(?:\/(\d+)\/notes)?)$/.exec(url.pathname) ?? [];
    if (shop === undefined) return new Response("No such page", { status: 404 });
    const customers = env.CUSTOMERS.getByName(shop);
    const name = url.searchParams.get("name");
    try {
      if (what === "status") return Response.json(await customers.status());
      if (id !== undefined && request.method === "POST") {
        await customers.addNote(Number(id), await request.text());
        return new Response(null, { status: 204 });
      }
      if (id !== undefined) return Response.json(await customers.notes(Number(id)));
      if (request.method === "POST") {
        const { name, email } = await request.json<{ name: string; email: string | null }>();
        const added = await customers.add(name, email);
        return added === null ? new Response("That address is taken", { status: 409 }) : Response.json({ id: added });
      }
      return Response.json(await (name === null ? customers.list() : customers.search(name)));
    } catch (error) {
      if ((error as Error).name !== "MigrationError") throw error;
      return new Response((error as Error).message, { status: 503 });
    }
  },
} satisfies ExportedHandler<Env>;
