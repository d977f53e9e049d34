import { env, exports } from "cloudflare:workers";
import { freezeDate, MINUTE } from "#testkit/time";
import { skipWaits } from "#testkit/waits";
import type { Failure } from "../src/ballot.ts";

/** A vote as a viewer sends it. */
type Sent = { viewer?: string; song?: number; key?: string };

/** A show with its ballot. From here on time is frozen, and nobody waits: where the code does, the date moves. */
export function showOf(name: string) {
  const startedAt = freezeDate();
  skipWaits(() => env.BALLOT.getByName("turns").calls());
  /** A fresh stub each time: that of a ballot that was reset is broken. */
  const ballot = () => env.BALLOT.getByName(name);
  const ask = (path: string, init?: RequestInit) =>
    exports.default.fetch(`https://votes.example/${name}/${path}`, init).then(read, threw);
  const calls = async () => (await ballot().calls()).map((at) => at - startedAt);

  return {
    ballot,
    /** How the next calls to the ballot end. */
    fails: (failure: Failure, times?: number) => ballot().fail(failure, times),
    /** When the ballot was called, in milliseconds from the start of the test. */
    calls,
    /** By HTTP, as a viewer does. */
    vote: ({ viewer = "ada", song = 1, key }: Sent = {}) =>
      ask(`votes?viewer=${viewer}&song=${song}`, {
        method: "POST",
        headers: key === undefined ? {} : { "Idempotency-Key": key },
      }),
    results: () => ask("votes"),
    /** What a viewer is told, if she is told anything within a minute. */
    patiently: (told: Promise<Told>) =>
      Promise.race([told, scheduler.wait(MINUTE).then(() => "nothing, for a minute")]),
    /** How many votes were counted in all. */
    counted: async () => Object.values(await ballot().results()).reduce((sum, votes) => sum + votes, 0),
    /** How many milliseconds have passed since the start of the test. */
    passed: () => Date.now() - startedAt,
    /** How long the code has waited from one call to the next. */
    waits: async () => {
      const times = await calls();
      return times.slice(1).map((at, n) => at - (times[n] ?? 0));
    },
  };
}

/** What a viewer gets to see. */
type Told = { status: number; text: string; retryAfter: string | null };

async function read(response: Response): Promise<Told> {
  const text = await response.text();
  return { status: response.status, text, retryAfter: response.headers.get("Retry-After") };
}

/** What Cloudflare makes of a Worker that throws. */
function threw(): Told {
  return { status: 500, text: "", retryAfter: null };
}
