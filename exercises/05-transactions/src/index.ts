import { type Outcome, readOrder } from "./order.ts";

export { Bank } from "./bank.ts";
export { Watch } from "./watch.ts";

/**
 * POST /summer/accounts/ada · GET /summer/accounts · POST /summer/orders (an order in JSON) ·
 * POST /summer/stalls/waffles (an order a line) · GET /summer/ledger. Each fair has a bank of its own.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const [, fair, what, name] = /^\/([a-z0-9-]{1,40})\/([a-z]+)(?:\/([a-z0-9-]{1,40}))?$/.exec(pathname) ?? [];
    if (fair === undefined) return new Response("No such page", { status: 404 });
    const bank = env.BANK.getByName(fair);
    switch (`${request.method} ${what}${name ? "/…" : ""}`) {
      case "GET accounts":
        return Response.json(await bank.balances());
      case "POST accounts/…":
        await bank.open(name as string);
        return new Response(null, { status: 204 });
      case "POST orders": {
        const order = readOrder(await request.text());
        return order ? answer(await bank.transfer(order)) : new Response("Expected an order", { status: 400 });
      }
      case "POST stalls/…": {
        const orders = (await request.text()).trim().split("\n").map(readOrder);
        if (!orders.every((order) => order !== null)) return new Response("Expected an order a line", { status: 400 });
        return answer(await bank.settle(name as string, orders));
      }
      case "GET ledger":
        return Response.json(await bank.entries());
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

/** 409 tells whoever gave the order that nothing was moved. */
function answer(outcome: Outcome): Response {
  return Response.json(outcome, { status: outcome.state === "done" ? 200 : 409 });
}
