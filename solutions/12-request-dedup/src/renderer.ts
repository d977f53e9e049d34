import { DurableObject } from "cloudflare:workers";

/** Stands for a service of somebody else's, which draws maps: slowly, and for money. */
export class Renderer extends DurableObject<Env> {
  #drawn = 0;

  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === "POST") return new Response("Thank you for telling us.", { status: 202 });
    await scheduler.wait(2_000);
    this.#drawn++;
    const [paper, ink] = searchParams.get("theme") === "dark" ? ["#123", "#eee"] : ["#eee", "#123"];
    const tile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">
      <rect width="256" height="256" fill="${paper}" />
      <text x="20" y="120" fill="${ink}">Tile ${pathname.replace(/[^\w/.-]/g, "")}</text>
      <text x="20" y="150" fill="${ink}">No. ${this.#drawn} that was drawn</text>
    </svg>`;
    return new Response(tile, { headers: { "Content-Type": "image/svg+xml", ETag: `"${this.#drawn}"` } });
  }
}
