/**
 * The last wait is cut to what is left of the patience.
 *
 * Costs: all who failed together call once more in the same millisecond, at its very end, and the ballot is gone again.
 * Caught by: 2-patience "doesn't cut the last wait short, to come back with everybody else when the time is over"
 * Hint: A thousand viewers fail at the same time, again and again. When does each of them call for the last time?
 */
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
    // Made before the first call, so that all of them have the same. What a viewer sends is unique for her alone.
    const unique = `${viewer} ${key ?? crypto.randomUUID()}`;
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

/** Calls the ballot of a show, and calls it again as long as that may help. Throws what the last call has thrown. */
async function insist<T>(env: Env, show: string, call: (ballot: DurableObjectStub<Ballot>) => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  for (let failures = 1; ; failures++) {
    try {
      // The stub of an object that was reset is broken for good; making one costs nothing.
      return await call(env.BALLOT.getByName(show));
    } catch (error) {
      if (!mayHelp(error) || !(await waitForNext(failures, startedAt))) throw error;
    }
  }
}

/** Whether a call that ended so may end well when it is made again. */
function mayHelp(error: unknown): boolean {
  const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean };
  return retryable === true && overloaded !== true;
}

/** Waits before the next call, after so many that failed. Answers `false`, and doesn't wait, where it would come too late. */
async function waitForNext(failures: number, startedAt: number): Promise<boolean> {
  const longest = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
  const wait = (longest * (1 + Math.random())) / 2;
  const left = startedAt + PATIENCE - Date.now();
  if (left <= 0) return false;
  await scheduler.wait(Math.min(wait, left));
  return true;
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
