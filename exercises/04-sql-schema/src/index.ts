import type { Leaderboard } from "./leaderboard.ts";

export { Leaderboard } from "./leaderboard.ts";

/**
 * POST /friday/scores {"player":"Ada","score":120} · GET /friday/top · GET /friday/players?name=Ada · GET /friday/export.csv
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, game, what] = /^\/([a-z0-9-]{1,40})\/([a-z.]+)$/.exec(pathname) ?? [];
    if (game === undefined) return new Response("No such page", { status: 404 });
    const board = env.LEADERBOARD.getByName(game);
    switch (`${request.method} ${what}`) {
      case "POST scores": {
        const play = await readPlay(request);
        if (!play) return new Response("Expected a player and a whole number as score", { status: 400 });
        return Response.json({ best: await board.submit(play.player, play.score) });
      }
      case "GET top":
        return Response.json(await board.top());
      case "GET players": {
        const standing = await board.find(searchParams.get("name") ?? "");
        return standing ? Response.json(standing) : new Response("Never played", { status: 404 });
      }
      case "GET export.csv":
        return new Response(exportOf(board), { headers: { "Content-Type": "text/csv" } });
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

async function readPlay(request: Request): Promise<{ player: string; score: number } | null> {
  const body = await request.json<{ player?: unknown; score?: unknown } | null>().catch(() => null);
  const { player, score } = body ?? {};
  if (typeof player !== "string" || player === "") return null;
  return typeof score === "number" && Number.isSafeInteger(score) ? { player, score } : null;
}

/** Page by page: neither the object nor the Worker ever holds the whole board. */
function exportOf(board: DurableObjectStub<Leaderboard>): ReadableStream {
  let after: string | null = null;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const first = after === null;
      const page = await board.exportPage(after ?? "");
      const lines = first ? [page.header, ...page.lines] : page.lines;
      controller.enqueue(new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join("")));
      after = page.next;
      if (after === null) controller.close();
    },
  });
}
