/** A function that calls itself, and is told until when and how long it may wait; keys that are hashed. */
import type { Ballot } from "./ballot.ts";

/** Whoever votes is kept waiting no longer than this, in milliseconds. */
const PATIENCE = 10_000;

/** The longest wait before the second call, in milliseconds. It doubles from call to call. */
const FIRST_WAIT = 100;

/** What no wait is longer than, in milliseconds. */
const LONGEST_WAIT = 2_000;

/** For the stretch: how long a call may take to be answered, in milliseconds. */
const LONGEST_CALL = 3_000;

/** A vote as it was sent. `key` is the same each time that the viewer sends the same vote, or `null` if she sends none. */
export type Vote = { viewer: string; song: number; key: string | null };

/** Counts a vote once. Answers its number, or what the viewer has to know. */
export async function castVote(env: Env, show: string, { viewer, song, key }: Vote): Promise<Response> {
  try {
    const unique = await digest(JSON.stringify([viewer, key ?? crypto.randomUUID()]));
    const number = await insist(env, show, (ballot) => ballot.vote(unique, song));
    return Response.json({ number });
  } catch (error) {
    return tell(error);
  }
}

/** Answers how many votes each song has. */
export async function showResults(env: Env, show: string): Promise<Response> {
  try {
    return Response.json(await insist(env, show, (ballot) => ballot.results()));
  } catch (error) {
    return tell(error);
  }
}

/** A text of always the same length, whatever the viewer has sent. */
async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Calls the ballot of a show, and calls it again as long as that may help. Throws what the last call has thrown. */
async function insist<T>(
  env: Env,
  show: string,
  call: (ballot: DurableObjectStub<Ballot>) => Promise<T>,
  until = Date.now() + PATIENCE,
  longest = FIRST_WAIT,
): Promise<T> {
  try {
    return await call(env.BALLOT.get(env.BALLOT.idFromName(show)));
  } catch (error) {
    const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean };
    const wait = longest / 2 + chance(longest / 2);
    if (!retryable || overloaded || Date.now() + wait > until) throw error;
    await pause(wait);
    return insist(env, show, call, until, Math.min(longest * 2, LONGEST_WAIT));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A whole number from 0 to `most`. */
function chance(most: number): number {
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return bits % (most + 1);
}

/** What a viewer is told when it didn't work. */
function tell(error: unknown): Response {
  const { name, message, retryable, overloaded } = error as Error & { retryable?: boolean; overloaded?: boolean };
  if (name === "Refusal") return new Response(message, { status: 409 });
  if (retryable || overloaded)
    return new Response("Please try again in a while", { status: 503, headers: { "Retry-After": "5" } });
  // Cloudflare makes a 500 of it, and counts it among the Worker's errors, where it belongs.
  throw error;
}
