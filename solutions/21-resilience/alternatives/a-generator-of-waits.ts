/** How a call ends is a value, the waits come from a generator, and `Retry-After` is a date. */
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
  const waits = waitsUntil(Date.now() + PATIENCE);
  for (;;) {
    const end = await endOf(call(env.BALLOT.getByName(show)));
    if (end.state === "answered") return end.answer;
    const { value: wait, done } = end.state === "failed for now" ? waits.next() : { done: true };
    if (done || wait === undefined) throw end.error;
    await scheduler.wait(wait);
  }
}

type End<T> = { state: "answered"; answer: T } | { state: "failed for now" | "failed" | "overloaded"; error: unknown };

/** How a call has ended. */
async function endOf<T>(call: Promise<T>): Promise<End<T>> {
  try {
    return { state: "answered", answer: await call };
  } catch (error) {
    return { state: stateOf(error), error };
  }
}

function stateOf(error: unknown): "failed for now" | "failed" | "overloaded" {
  const { retryable, overloaded } = error as { retryable?: boolean; overloaded?: boolean };
  if (overloaded) return "overloaded";
  return retryable ? "failed for now" : "failed";
}

/** How long to wait before each next call. It ends with the last that can be made by `end`. */
function* waitsUntil(end: number): Generator<number, undefined> {
  for (let longest = FIRST_WAIT; ; longest = Math.min(longest * 2, LONGEST_WAIT)) {
    if (Date.now() + longest > end) return;
    yield Math.round(longest * (0.5 + Math.random() / 2));
  }
}

/** What a viewer is told when it didn't work. */
function tell(error: unknown): Response {
  if ((error as Error).name === "Refusal") return Response.json({ error: (error as Error).message }, { status: 409 });
  if (stateOf(error) === "failed") return new Response("Something went wrong", { status: 500 });
  const inAWhile = new Date(Date.now() + PATIENCE).toUTCString();
  return new Response("Please try again in a while", { status: 503, headers: { "Retry-After": inAWhile } });
}
