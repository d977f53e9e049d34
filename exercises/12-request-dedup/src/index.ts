export { Renderer } from "./renderer.ts";
export { Tiles } from "./tiles.ts";

/** /<map>/…, for instance GET /alps/6/33/22.svg?theme=dark: a tile of that map. Each map has an object of its own. */
export default {
  async fetch(request, env): Promise<Response> {
    const map = new URL(request.url).pathname.match(/^\/([a-z-]{1,40})\/./)?.[1];
    if (map === undefined) return new Response("Expected a path like /alps/6/33/22.svg", { status: 404 });
    return env.TILES.getByName(map).fetch(request);
  },
} satisfies ExportedHandler<Env>;
