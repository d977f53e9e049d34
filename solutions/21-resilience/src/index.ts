import { type Ballot, FAILURES } from "./ballot.ts";
import { castVote, showResults } from "./votes.ts";

export { Ballot } from "./ballot.ts";

/**
 * POST /show-1/votes?viewer=ada&song=3 (and an Idempotency-Key): she votes · GET /show-1/votes: what each song has ·
 * POST /show-1/ballot?do=lost: its next call ends so · POST /show-1/ballot?do=close: no more votes.
 */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, show = "", what] = /^\/([^/]+)\/(votes|ballot)$/.exec(pathname) ?? [];
    const viewer = searchParams.get("viewer") ?? "";
    const key = request.headers.get("Idempotency-Key");
    if (!isShow(show)) return new Response("No such show", { status: 404 });
    switch (`${request.method} ${what}`) {
      case "POST votes":
        if (!isViewer(viewer)) return new Response("Expected a viewer", { status: 400 });
        if (key !== null && !isKey(key)) return new Response("Expected a shorter key", { status: 400 });
        return castVote(env, show, { viewer, song: Number(searchParams.get("song")), key });
      case "GET votes":
        return showResults(env, show);
      case "POST ballot":
        return order(env.BALLOT.getByName(show), searchParams.get("do"), Number(searchParams.get("times") ?? 1));
      default:
        return new Response("No such page", { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

async function order(ballot: DurableObjectStub<Ballot>, wish: string | null, times: number): Promise<Response> {
  const failure = FAILURES.find((each) => each === wish);
  if (failure !== undefined) await ballot.fail(failure, times);
  else if (wish === "close") await ballot.close();
  else return new Response(`Expected do=close or one of ${FAILURES.join(", ")}`, { status: 400 });
  return new Response(null, { status: 204 });
}

/** Stands for a table of shows: there are 999. */
function isShow(name: string): boolean {
  return /^show-[1-9]\d{0,2}$/.test(name);
}

/** Stands for a session: who votes has signed in. */
function isViewer(name: string): boolean {
  return /^[a-z0-9-]{1,40}$/.test(name);
}

/** A key becomes a row, and whoever sends it chooses how long it is. */
function isKey(key: string): boolean {
  return key.length >= 1 && key.length <= 80;
}
